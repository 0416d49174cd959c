"""D3: what can be wrong in a file of the register of units (schemas/units); `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

_REBUILD = Text(
    vi="không sửa tay: lấy lại tệp gốc của bản cài đặt, hoặc tạo lại bằng tools/build_units.py",
    en="do not edit by hand: take the file as it was installed, or build it again with tools/build_units.py",
)

WRONG_FIELDS = Code(
    "D301",
    Severity.ERROR,
    Text(
        vi="dòng có {found} cột, phải có {expected}",
        en="the line has {found} {found|field|fields}, it must have {expected}",
    ),
    Text(
        vi="viết đủ các cột, cách nhau bằng dấu phẩy; trong một cột không được có dấu phẩy",
        en="write all fields with commas between them; a field must not have a comma inside",
    ),
    Text(vi="06331,commune,xa,Xã Vạn Thủy", en="06331,commune,xa,Xã Vạn Thủy"),
)
NOT_UTF_8 = Code(
    "D302",
    Severity.ERROR,
    Text(vi="dòng không phải chữ mã UTF-8", en="the line is not UTF-8 text"),
    _REBUILD,
    Text(vi="tệp được Excel lưu lại dưới dạng CSV", en="the file was saved again by Excel as CSV"),
)
WRONG_HEADER = Code(
    "D303",
    Severity.ERROR,
    Text(vi="dòng đầu phải là “{expected}”", en="the first line must be “{expected}”"),
    _REBUILD,
    Text(vi="thiếu dòng tên cột", en="the line of column names is missing"),
)
WRONG_CODE = Code(
    "D304",
    Severity.ERROR,
    Text(vi="mã “{code}” phải có đúng {width} chữ số", en="code “{code}” must have exactly {width} digits"),
    Text(
        vi="viết đủ số 0 ở đầu: tỉnh 2 chữ số, huyện 3, xã 5",
        en="write the leading zeros: a province has 2 digits, a district 3, a commune 5",
    ),
    Text(vi="6331 thay cho 06331", en="6331 for 06331"),
)
WRONG_WORD = Code(
    "D305",
    Severity.ERROR,
    Text(
        vi="cột {column} không thể là “{found}”; được phép: {expected}",
        en="{column} cannot be “{found}”; allowed: {expected}",
    ),
    Text(vi="dùng một trong các từ được phép", en="use one of the allowed words"),
    Text(vi="type = lang", en="type = lang"),
)
WRONG_DAY = Code(
    "D306",
    Severity.ERROR,
    Text(vi="cột {column}: “{found}” không phải là ngày", en="{column}: “{found}” is not a day"),
    Text(vi="viết năm-tháng-ngày, ví dụ 2025-06-30", en="write year-month-day, such as 2025-06-30"),
    Text(vi="30/06/2025", en="30/06/2025"),
)
ENDS_BEFORE_IT_BEGINS = Code(
    "D307",
    Severity.ERROR,
    Text(
        vi="{code} hết hiệu lực ngày {valid_to}, trước ngày bắt đầu {valid_from}",
        en="{code} ends on {valid_to}, before it begins on {valid_from}",
    ),
    Text(vi="sửa một trong hai ngày", en="mend one of the two days"),
    Text(vi="từ 2025-07-01 đến 2025-06-30", en="from 2025-07-01 to 2025-06-30"),
)
TWICE = Code(
    "D308",
    Severity.ERROR,
    Text(
        vi="{code} có hai dòng bắt đầu cùng ngày {valid_from}; dòng kia: {other}",
        en="{code} has two lines that begin on {valid_from}; the other is line {other}",
    ),
    Text(vi="xóa dòng thừa", en="delete the surplus line"),
    Text(vi="một dòng được chép hai lần", en="a line copied twice"),
)
OVERLAP = Code(
    "D309",
    Severity.ERROR,
    Text(
        vi="{code} từ ngày {valid_from} trong khi dòng {other} còn hiệu lực",
        en="{code} begins on {valid_from}, while line {other} is still valid",
    ),
    Text(
        vi="cho dòng cũ hết hiệu lực vào ngày trước đó: mỗi ngày một mã chỉ gọi tên một đơn vị",
        en="let the older line end the day before: on one day a code names one unit",
    ),
    Text(vi="Xã Đồng Ý không có valid_to, Xã Tân Tri từ 2025-07-01", en="no valid_to before the next line of the code"),
)
UNKNOWN_PARENT = Code(
    "D310",
    Severity.ERROR,
    Text(
        vi="{code} thuộc đơn vị “{parent}”, nhưng vào ngày {date} không có đơn vị cấp trên nào mang mã này (số dòng như vậy: {lines})",
        en="{code} lies in “{parent}”, but on {date} no unit above it has that code (lines like this: {lines})",
    ),
    Text(
        vi="sửa cột parent: xã thuộc huyện đến 2025-06-30, thuộc tỉnh từ 2025-07-01; tỉnh để trống",
        en="mend the column parent: a commune's is a district until 2025-06-30 and a province since; a province has none",
    ),
    Text(vi="parent = 99", en="parent = 99"),
)
UNKNOWN_SUCCESSOR = Code(
    "D311",
    Severity.ERROR,
    Text(
        vi="{code} được kế thừa bởi “{successor}”, nhưng vào ngày {date} không có đơn vị nào mang mã này (số dòng như vậy: {lines})",
        en="the successor of {code} is “{successor}”, but on {date} no unit has that code (lines like this: {lines})",
    ),
    Text(
        vi="sửa cột successors: các mã có hiệu lực từ ngày sau valid_to, cách nhau bằng dấu chấm phẩy",
        en="mend the column successors: codes valid the day after valid_to, with semicolons between",
    ),
    Text(vi="successors = 99999", en="successors = 99999"),
)
SUCCEEDED_TOO_SOON = Code(
    "D312",
    Severity.ERROR,
    Text(
        vi="{code} còn hiệu lực nhưng đã có đơn vị kế thừa: {successors}",
        en="{code} is still valid but has successors: {successors}",
    ),
    Text(vi="ghi valid_to, hoặc xóa cột successors", en="write valid_to, or empty the column successors"),
    Text(vi="valid_to trống, successors = 06337", en="no valid_to, successors = 06337"),
)
WRONG_SHARE = Code(
    "D313",
    Severity.ERROR,
    Text(
        vi="{code}: share_known là “{found}”; phải là 1 khi có đúng một đơn vị kế thừa, là 0 trong các trường hợp khác",
        en="{code}: share_known is “{found}”; it is 1 with exactly one successor and 0 otherwise",
    ),
    Text(
        vi="ghi 0 nếu đơn vị bị chia: không biết phần nào sang đâu thì không được cộng",
        en="write 0 when the unit was split: parts of unknown size must not be added up",
    ),
    Text(vi="hai đơn vị kế thừa, share_known = 1", en="two successors and share_known = 1"),
)
OUT_OF_ORDER = Code(
    "D314",
    Severity.ERROR,
    Text(vi="dòng của {code} đứng sau dòng của {other}", en="the line of {code} stands after a line of {other}"),
    Text(
        vi="xếp các dòng theo code rồi valid_from: mã được tìm bằng cách chia đôi, sai thứ tự là không tìm thấy",
        en="sort the lines by code and valid_from: codes are looked up by halving, out of order they are not found",
    ),
    Text(vi="06331 sau 06337", en="06331 after 06337"),
)
NAME_WITHOUT_TYPE = Code(
    "D315",
    Severity.ERROR,
    Text(
        vi="{code}: tên “{name}” phải bắt đầu bằng “{type}” và còn chữ phía sau",
        en="{code}: the name “{name}” must begin with “{type}” and go on",
    ),
    Text(vi="sửa cột name_vi hoặc cột type cho khớp nhau", en="make the columns name_vi and type agree"),
    Text(vi="type = phuong, name_vi = Xã Long Thành", en="type = phuong, name_vi = Xã Long Thành"),
)
NO_FILE = Code(
    "D316",
    Severity.ERROR,
    Text(
        vi="danh mục đơn vị hành chính thiếu tệp này; các dòng của tệp khác trỏ đến nó không được xét",
        en="the register of administrative units lacks this file; what other files say of its units was not looked at",
    ),
    Text(
        vi="lấy lại tệp gốc của bản cài đặt, hoặc tạo lại bằng tools/build_units.py; muốn dùng danh mục của chương trình thì bỏ cả thư mục units",
        en="take the file as it was installed, or build it again with tools/build_units.py; to use the program's register leave the whole folder units out",
    ),
    Text(vi="thiếu units/districts.csv", en="units/districts.csv is missing"),
)
NO_UNITS = Code(
    "D317",
    Severity.ERROR,
    Text(
        vi="tệp không có đơn vị nào; các dòng của tệp khác trỏ đến nó không được xét",
        en="there are no units in the file; what other files say of its units was not looked at",
    ),
    _REBUILD,
    Text(vi="tệp chỉ còn dòng tên cột", en="only the line of column names is left"),
)
MORE_OF_THE_SAME = Code(
    "D318",
    Severity.ERROR,
    Text(
        vi="còn {count} dòng nữa bị lỗi {same}, dòng cuối là {last}",
        en="{count} more {count|line has|lines have} the mistake {same}, the last is line {last}",
    ),
    Text(
        vi="sửa các dòng đã nêu, thường là do cùng một nguyên nhân, rồi kiểm tra lại",
        en="mend the lines that are shown, mostly they have one cause, and check again",
    ),
    Text(vi="Excel lưu lại cả tệp với dấu chấm phẩy", en="Excel saved the whole file with semicolons"),
)
NO_KNOWLEDGE = Code(
    "D319",
    Severity.ERROR,
    Text(
        vi="tệp không cho biết danh mục biết các đơn vị từ ngày nào ({problem})",
        en="the file does not say from which day on the register knows units ({problem})",
    ),
    Text(vi="ghi một dòng như: known_from = 2025-03-01", en="write a line such as: known_from = 2025-03-01"),
    Text(vi="known_from = 3/2025", en="known_from = 3/2025"),
)
