"""D4: what can be wrong in a list of units (units.csv); `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

MALFORMED_UNIT_CODE = Code(
    "D401",
    Severity.ERROR,
    Text(vi="mã đơn vị “{code}” không hợp lệ", en="unit code “{code}” is not valid"),
    Text(
        vi="cột đầu tiên là mã đơn vị, chỉ gồm chữ cái không dấu và chữ số, không quá 32 ký tự",
        en="the first column is the unit's code: plain letters and digits, at most 32",
    ),
    Text(vi="06 331", en="06 331"),
)
LISTED_TWICE = Code(
    "D402",
    Severity.ERROR,
    Text(vi="mã {code} đã có ở dòng {other}", en="code {code} already stands on line {other}"),
    Text(vi="xóa dòng thừa, hoặc sửa một trong hai mã", en="delete the surplus line, or correct one of the codes"),
    Text(vi="06331 và 6331 trong một danh sách", en="06331 and 6331 in one list"),
)
LISTED_UNDER_OTHER_NAME = Code(
    "D403",
    Severity.WARNING,
    Text(
        vi="mã {code} là của {known}, nhưng danh sách ghi “{name}”",
        en="code {code} is that of {known_en}, but the list says “{name}”",
    ),
    Text(
        vi="kiểm tra xem có nhầm mã không; biểu mẫu dùng tên trong danh sách",
        en="make sure the code is not another unit's; templates print the name in the list",
    ),
    Text(vi="06340,Xã Tân Tri", en="06340,Xã Tân Tri"),
)
NOT_A_UNIT_LIST = Code(
    "D404",
    Severity.ERROR,
    Text(vi="không đọc được danh sách đơn vị: {problem}", en="the list of units cannot be read: {problem}"),
    Text(
        vi="lưu lại dưới dạng “CSV UTF-8”; mỗi dòng một đơn vị: code,name,receiver",
        en="save it as “CSV UTF-8”; a line a unit: code,name,receiver",
    ),
    Text(vi="tệp lưu dưới dạng “Unicode Text”", en="a file saved as “Unicode Text”"),
)
