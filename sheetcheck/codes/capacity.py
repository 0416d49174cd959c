"""D18: more than a catalogue may hold (see `capacity`); `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

TOO_MANY = Code(
    "D180",
    Severity.ERROR,
    Text(
        vi="“{key}”: {found} là quá nhiều, nhiều nhất là {most}",
        en="“{key}”: {found} is too many, at most {most}",
    ),
    Text(
        vi="giảm đi; cần nhiều hơn thì chia thành nhiều biểu hoặc nhiều quy tắc",
        en="make it less; where more is needed, divide it among several forms or rules",
    ),
    Text(vi="records: 3000000", en="records: 3000000"),
)
TOO_LONG = Code(
    "D181",
    Severity.ERROR,
    Text(
        vi="“{key}” dài {length} ký tự, nhiều nhất là {limit}",
        en="“{key}” has {length} characters, at most {limit}",
    ),
    Text(vi="viết ngắn lại", en="make it shorter"),
    Text(vi="tên dòng dài 480 ký tự", en="the title of a row of 480 characters"),
)
TOO_LARGE = Code(
    "D182",
    Severity.ERROR,
    Text(vi="tệp có hơn {most} byte nên không được đọc", en="the file has more than {most} bytes and was not read"),
    Text(
        vi="chia biểu làm nhiều tệp, mỗi tệp một biểu, hoặc xóa tệp nếu không phải định nghĩa biểu",
        en="make several forms of it, a file each, or take the file away if it is no definition",
    ),
    Text(vi="một tệp dữ liệu đặt nhầm vào forms", en="a file of data that got into forms"),
)
TOO_MUCH = Code(
    "D183",
    Severity.ERROR,
    Text(
        vi="cả danh mục có {found} {what}, nhiều nhất là {most}",
        en="the catalogue as a whole has {found} {what}, at most {most}",
    ),
    Text(
        vi="bớt ở tệp này trước: ở đây nhiều nhất",
        en="begin with this file, which has the most",
    ),
    Text(vi="100 biểu, mỗi biểu 200 dòng và 100 cột", en="100 forms of 200 rows and 100 columns"),
)
BAD_LABEL = Code(
    "D184",
    Severity.ERROR,
    Text(
        vi="nhãn lựa chọn “{label}” có {what}",
        en="the label “{label}” of a choice has {what}",
    ),
    Text(
        vi="sửa nhãn: mục người điền chọn trong danh sách sẽ bị biểu báo là sai",
        en="correct the label: whoever picks it from the list would be told that it is wrong",
    ),
    Text(vi="nhãn “Chưa rõ?”", en="the label “Unknown?”"),
)
