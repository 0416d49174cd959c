"""V: figures that should be there and are not."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

MISSING = Code(
    "V101",
    Severity.ERROR,
    Text(vi="{label}: chưa điền “{columns}”", en="{label}: “{columns}” not filled in"),
    Text(
        vi="điền số liệu; nếu không phát sinh thì ghi 0 hoặc dấu “-”, nếu chưa thu thập được thì ghi “…”",
        en="fill in the figure; write 0 or “-” for none, “…” when it could not be collected",
    ),
    Text(vi="để trống ô Tổng số của chỉ tiêu bắt buộc", en="a required total left blank"),
)
MISSING_ANNUAL = Code(
    "V102",
    Severity.WARNING,
    Text(
        vi="{label}: báo cáo năm chưa điền “{columns}”",
        en="{label}: “{columns}” not filled in, though this is the annual return",
    ),
    Text(vi="bổ sung số liệu năm nếu có", en="add the annual figure where there is one"),
    Text(vi="để trống chỉ tiêu chỉ báo cáo năm", en="a row reported once a year left blank"),
)
MISSING_SEX_SPLIT = Code(
    "V103",
    Severity.ERROR,
    Text(vi="{label}: có tổng số nhưng thiếu số nữ", en="{label}: there is a total but no number of women"),
    Text(
        vi="điền số nữ; nếu không có ai là nữ thì ghi 0", en="fill in the number of women; write 0 when there are none"
    ),
    Text(vi="Tổng số 5, Trong đó: nữ để trống", en="total 5, of which female left blank"),
)
EMPTY_FORM = Code(
    "V104",
    Severity.ERROR,
    Text(vi="Biểu {form} chưa điền số liệu nào", en="form {form} has no figures at all"),
    Text(
        vi="điền biểu; chỉ tiêu không phát sinh ghi 0 hoặc dấu “-”",
        en="fill in the form; write 0 or “-” for what did not occur",
    ),
    Text(vi="nộp về một biểu còn trống", en="a blank form sent back"),
)
EMPTY_RETURN = Code(
    "V105",
    Severity.ERROR,
    Text(vi="báo cáo chưa điền số liệu nào", en="the return has no figures at all"),
    Text(
        vi="điền các biểu rồi nộp lại; có thể đã gửi nhầm biểu mẫu trống",
        en="fill in the forms and send again; the blank template may have been sent by mistake",
    ),
    Text(vi="gửi lại đúng biểu mẫu vừa nhận", en="the template sent back as it was received"),
)
ONLY_ZEROS = Code(
    "V109",
    Severity.WARNING,
    Text(vi="mọi ô số của báo cáo đều ghi 0 hoặc để trống", en="every figure of the return is 0 or blank"),
    Text(
        vi="điền số liệu của đơn vị; nếu đúng là cả kỳ không phát sinh gì thì báo cho cơ quan nhận",
        en="fill in the unit's figures; if there really was nothing in the whole period, tell the receiving office",
    ),
    Text(vi="ghi 0 vào tất cả các ô cho xong", en="0 entered in all cells to be done with it"),
)
MISSING_FIELD = Code(
    "V106",
    Severity.ERROR,
    Text(vi="dòng {record}: chưa điền “{columns}”", en="line {record}: “{columns}” not filled in"),
    Text(
        vi="điền đủ các cột bắt buộc của dòng này, hoặc xóa cả dòng",
        en="fill in the required columns of the line, or clear the whole line",
    ),
    Text(vi="có tên hoạt động nhưng thiếu cơ quan chủ trì", en="an activity without its organiser"),
)
STATED_WITHOUT_PARTS = Code(
    "V107",
    Severity.WARNING,
    Text(
        vi="{label}: có “{column}” ({found}) nhưng thiếu số liệu để tính lại",
        en="{label}: “{column}” is given ({found}) but not the figures it is computed from",
    ),
    Text(
        vi="điền các số liệu thành phần; tỷ lệ không có tử số và mẫu số thì không tổng hợp được",
        en="fill in the parts; a ratio without numerator and denominator cannot be merged",
    ),
    Text(
        vi="ghi “tăng 3,37 điểm” nhưng không có số nhiệm kỳ trước",
        en="“up 3.37 points” without the previous term's figures",
    ),
)
ZEROS_FROM_TICK = Code(
    "V108",
    Severity.INFO,
    Text(
        vi="đã ghi 1 ở ô không phát sinh nên {count} ô để trống của biểu được hiểu là 0",
        en="1 in the cell “nothing happened”: {count} blank cells of the form are read as 0",
    ),
    Text(
        vi="không cần làm gì nếu đúng là không phát sinh; nếu có phát sinh thì xóa số 1 và điền số liệu",
        en="nothing to do if it is so; otherwise delete the 1 and fill in the figures",
    ),
    Text(vi="Biểu 09, dòng 00 ghi 1, các dòng khác để trống", en="form 09: 1 in row 00, all other rows blank"),
)
