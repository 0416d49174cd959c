"""S: the round as a whole: who is missing, who sent twice."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

NOT_RECEIVED = Code(
    "S101",
    Severity.WARNING,
    Text(vi="chưa nhận được báo cáo của {name} ({unit})", en="no return of {name} ({unit}) was received"),
    Text(vi="nhắc đơn vị nộp báo cáo", en="remind the unit to send its return"),
    Text(vi="một xã chưa nộp", en="a commune that has not sent anything"),
)
SENT_TWICE = Code(
    "S102",
    Severity.ERROR,
    Text(
        vi="đơn vị {unit} có nhiều tệp khác nhau cho kỳ {period}: {files}",
        en="unit {unit} has several different files for {period}: {files}",
    ),
    Text(
        vi="giữ lại tệp đúng, chuyển các tệp khác ra khỏi thư mục",
        en="keep the right file and move the others out of the folder",
    ),
    Text(
        vi="vanthuy.xlsx và “vanthuy (1).xlsx” khác số liệu",
        en="vanthuy.xlsx and “vanthuy (1).xlsx” with other figures",
    ),
)
SAME_FILE_TWICE = Code(
    "S103",
    Severity.INFO,
    Text(
        vi="tệp này giống hệt tệp “{other}”; chỉ tính một lần", en="the file is identical to “{other}”; it counts once"
    ),
    Text(vi="xóa bản chép thừa", en="delete the copy"),
    Text(vi="tệp tải về hai lần", en="a file downloaded twice"),
)
SIGNED_OUT_OF_TIME = Code(
    "S104",
    Severity.WARNING,
    Text(
        vi="ngày ký {found} không nằm trong khoảng từ {first} đến {last}",
        en="the day of signing, {found}, is not between {first} and {last}",
    ),
    Text(
        vi="sửa ngày ký dưới bảng; nếu là báo cáo của kỳ khác gửi nhầm thì gửi lại báo cáo của kỳ này",
        en="correct the day under the table; if a return of another period was sent by mistake, send the one of this period",
    ),
    Text(
        vi="báo cáo 6 tháng đầu năm 2024 ghi “ngày 10 tháng 6 năm 2023”",
        en="a return of the first half of 2024 that says 10 June 2023",
    ),
)
