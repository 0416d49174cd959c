"""I: whose return it is, for which period, and whether that can be so."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

NOT_A_RETURN = Code(
    "I101",
    Severity.ERROR,
    Text(
        vi="tệp Excel này không phải là báo cáo lập theo biểu mẫu thống kê bình đẳng giới",
        en="this workbook is not a return made from the gender-equality template",
    ),
    Text(
        vi="điền số liệu vào biểu mẫu đã gửi rồi nộp lại; không chép sang tệp khác",
        en="fill in the template that was sent and return that; do not copy into another file",
    ),
    Text(vi="gửi nhầm bảng lương", en="a pay sheet sent by mistake"),
)
OUR_ANSWER = Code(
    "I150",
    Severity.ERROR,
    Text(
        vi="đây là bản kết quả kiểm tra chỉ để xem, không phải tệp báo cáo",
        en="this is our copy for reading, not the return itself",
    ),
    Text(
        vi="sửa trong tệp mà đơn vị đã lập rồi gửi lại tệp đó",
        en="correct the file that the unit made, and send that again",
    ),
    Text(vi="gửi lại bản kết quả của một tệp .ods", en="the results of an .ods file sent back"),
)
IDENTITY_FROM_HEADERS = Code(
    "I102",
    Severity.WARNING,
    Text(
        vi="trang nhận dạng của biểu mẫu đã mất; đơn vị {unit} và kỳ {period} được đọc từ tiêu đề biểu",
        en="the identity sheet is gone; unit {unit} and {period} were read from the printed headers",
    ),
    Text(
        vi="kiểm tra đúng đơn vị, đúng kỳ; lần sau điền vào tệp gốc",
        en="make sure unit and period are right; fill in the original file next time",
    ),
    Text(vi="chép các trang tính sang một tệp mới", en="sheets copied into a new workbook"),
)
IDENTITY_DIFFERS = Code(
    "I103",
    Severity.ERROR,
    Text(
        vi="tiêu đề biểu ghi {key} là {printed} nhưng biểu mẫu được cấp cho {stated}",
        en="the printed header gives the {key} as {printed}, but the template was issued for {stated}",
    ),
    Text(
        vi="dùng đúng biểu mẫu của đơn vị và kỳ báo cáo, không sửa tiêu đề",
        en="use the template of your own unit and period; do not edit the header",
    ),
    Text(vi="lấy tệp của xã bên cạnh và sửa tên", en="the neighbour's file with the name changed"),
)
UNKNOWN_UNIT = Code(
    "I104",
    Severity.ERROR,
    Text(vi="không có đơn vị mang mã {unit} vào ngày {date}", en="there is no unit with code {unit} on {date}"),
    Text(
        vi="đối chiếu mã đơn vị với danh mục, tìm theo tên bằng 'sheetcheck units find TÊN'; đơn vị ngoài danh mục (sở, ban, ngành) phải mang mã có chữ cái",
        en="check the code against the register, 'sheetcheck units find NAME' looks names up; a unit outside the register (a department) needs a code with a letter in it",
    ),
    Text(vi="mã đơn vị 99999", en="unit code 99999"),
)
UNIT_OF_OTHER_TIME = Code(
    "I105",
    Severity.ERROR,
    Text(
        vi="đơn vị {unit} ({name}) không tồn tại vào ngày {date}; hiệu lực {span}",
        en="unit {unit} ({name_en}) does not exist on {date}; valid {span_en}",
    ),
    Text(
        vi="dùng mã có hiệu lực vào ngày đó: {instead}; 'sheetcheck units history {unit}' nêu trước và sau",
        en="use the code that is valid on that day: {instead_en}; 'sheetcheck units history {unit}' shows before and after",
    ),
    Text(vi="xã 06331 trong kỳ 2026-H1", en="commune 06331 in 2026-H1"),
)
WRONG_LEVEL = Code(
    "I106",
    Severity.ERROR,
    Text(
        vi="biểu mẫu dành cho cấp {level} nhưng đơn vị {unit} thuộc cấp {expected}",
        en="the template is for the {level} level, but unit {unit} is of the {expected} level",
    ),
    Text(
        vi="dùng biểu mẫu đúng cấp của đơn vị; nếu là một dòng của units.csv thì bỏ dòng đó",
        en="use the template of the unit's own level; if it is a line of units.csv, take it out",
    ),
    Text(vi="xã nộp biểu 01/BĐG-H", en="a commune returns 01/BĐG-H"),
)
NOT_EXPECTED = Code(
    "I107",
    Severity.ERROR,
    Text(vi="đơn vị {unit} không thuộc đợt báo cáo này", en="unit {unit} is not part of this round"),
    Text(
        vi="chuyển tệp cho đúng nơi nhận, hoặc bổ sung đơn vị vào units.csv",
        en="pass the file to its own office, or add the unit to units.csv",
    ),
    Text(vi="xã của huyện khác", en="a commune of another district"),
)
WRONG_PERIOD = Code(
    "I108",
    Severity.ERROR,
    Text(
        vi="báo cáo của kỳ {found} nhưng đợt này thu kỳ {expected}",
        en="the return is for {found}, but this round collects {expected}",
    ),
    Text(vi="dùng biểu mẫu của kỳ đang thu", en="use the template of the period being collected"),
    Text(vi="nộp lại tệp của kỳ trước", en="last period's file sent again"),
)
WRONG_CALENDAR = Code(
    "I120",
    Severity.ERROR,
    Text(
        vi="báo cáo lấy số liệu từ {start} đến {end}, nhưng đợt này lấy từ {expected_start} đến {expected_end}",
        en="the return covers {start} to {end}, but this round covers {expected_start} to {expected_end}",
    ),
    Text(
        vi="dùng biểu mẫu của đợt này và tính số liệu theo đúng hai ngày đã nêu",
        en="use this round's template and count within the two dates named",
    ),
    Text(
        vi="nộp số liệu từ 01/01 đến 30/6 cho đợt lấy từ 15/12 đến 14/6",
        en="figures of 1 January to 30 June sent to a round of 15 December to 14 June",
    ),
)
OTHER_FORMS = Code(
    "I121",
    Severity.ERROR,
    Text(
        vi="biểu mẫu có danh sách biểu hoặc bộ chỉ tiêu khác với đợt báo cáo này",
        en="the template has other forms or another profile than this round",
    ),
    Text(
        vi="điền vào biểu mẫu đã gửi cho đợt này; nếu round.toml đã sửa sau khi gửi biểu mẫu thì sửa lại cho khớp",
        en="fill in the template that was sent out for this round; if round.toml was edited since, put it back",
    ),
    Text(vi="tệp cốt lõi nộp cho đợt đầy đủ", en="a core workbook sent to a round of full ones"),
)
OTHER_CATALOGUE = Code(
    "I109",
    Severity.INFO,
    Text(
        vi="biểu mẫu được tạo từ một phiên bản danh mục biểu khác",
        en="the template was made from another version of the catalogue",
    ),
    Text(
        vi="không cần làm gì nếu các mã số và mã cột đều được tìm thấy",
        en="nothing to do as long as every row and column code was found",
    ),
    Text(vi="biểu mẫu gửi đi trước khi sửa nhãn", en="a template sent out before a label was mended"),
)
GENERATED_FIGURES = Code(
    "I110",
    Severity.INFO,
    Text(vi="báo cáo mang số liệu mô phỏng: {mark}", en="the return carries generated figures: {mark}"),
    Text(
        vi="chỉ dùng để tập huấn; không tổng hợp vào số liệu thật",
        en="for training only; never merge with real figures",
    ),
    Text(vi="báo cáo của vòng mẫu", en="a return of the demo round"),
)
UNIT_REPEATED_IN_WORKBOOK = Code(
    "I111",
    Severity.ERROR,
    Text(vi="có {count} trang tính cùng là Biểu {form}", en="{count} sheets are form {form}"),
    Text(
        vi="mỗi tệp chỉ chứa báo cáo của một đơn vị; xóa trang tính thừa",
        en="one workbook holds one unit's return; delete the surplus sheet",
    ),
    Text(vi="hai trang tính Biểu 09", en="two sheets of form 09"),
)
OTHER_UNIT_IN_WORKBOOK = Code(
    "I151",
    Severity.ERROR,
    Text(
        vi="tệp còn chứa {count} ô của đơn vị {other} trên các trang tính {sheets}; các ô đó không được đọc",
        en="the workbook also holds {count} {count|cell|cells} of unit {other} on {sheets}; nothing of it was read",
    ),
    Text(
        vi="tách các trang tính đó sang tệp biểu mẫu đã gửi cho đơn vị kia rồi nộp riêng, và xóa khỏi tệp này",
        en="move these sheets into the template that was sent to that unit, return it by itself, and delete them here",
    ),
    Text(
        vi="xã chép thêm biểu của xã bên cạnh vào tệp của mình", en="the neighbour's sheets copied into one's own file"
    ),
)
IDENTITY_EDITED = Code(
    "I152",
    Severity.WARNING,
    Text(
        vi="trang nhận dạng ẩn đã bị sửa sau khi cấp: {changes}",
        en="the hidden identity sheet was edited after it was issued: {changes}",
    ),
    Text(
        vi="đối chiếu đơn vị và kỳ với biểu mẫu đã gửi; nếu không khớp thì yêu cầu điền vào biểu mẫu gốc",
        en="compare unit and period with the template that was sent; if they differ, ask for the original to be filled in",
    ),
    Text(vi="sửa mã đơn vị trên trang _sheetcheck", en="the unit's code changed on the sheet _sheetcheck"),
)
UNIT_CODE_PADDED = Code(
    "I112",
    Severity.INFO,
    Text(
        vi="mã đơn vị ghi là {found}, được hiểu là {unit}",
        en="the unit code is given as {found} and was taken as {unit}",
    ),
    Text(
        vi="không cần làm gì nếu đúng đơn vị; Excel bỏ số 0 ở đầu khi mã được gõ như một con số",
        en="nothing to do when the unit is right; Excel drops leading zeros of a code typed as a number",
    ),
    Text(vi="mã 6331 thay cho 06331", en="6331 for 06331"),
)

IDENTITY_FROM_PROPERTIES = Code(
    "I113",
    Severity.WARNING,
    Text(
        vi="trang nhận dạng của biểu mẫu đã mất; đơn vị {unit} và kỳ {period} được đọc từ thuộc tính của tệp",
        en="the identity sheet is gone; unit {unit} and period {period} were read from the document properties",
    ),
    Text(
        vi="kiểm tra đúng đơn vị, đúng kỳ; lần sau điền vào tệp gốc, không xóa trang tính ẩn",
        en="make sure unit and period are right; fill in the original file and leave its hidden sheets",
    ),
    Text(vi="xóa trang tính ẩn _sheetcheck", en="the hidden sheet _sheetcheck deleted"),
)
LEVEL_NOT_COLLECTED = Code(
    "I131",
    Severity.ERROR,
    Text(
        vi="đợt này thu báo cáo cấp {expected}, nhưng đây là báo cáo cấp {level} của đơn vị {unit}",
        en="the round collects returns of the {expected} level, but this is one of the {level} level, from unit {unit}",
    ),
    Text(
        vi="chuyển tệp sang đợt của cấp đó, hoặc nộp báo cáo theo biểu mẫu của đợt này",
        en="pass the file to the round of that level, or return the template of this round",
    ),
    Text(vi="huyện nộp vào đợt của các xã", en="a district's return in a round of communes"),
)
UNFIT_LEVEL = Code(
    "I132",
    Severity.ERROR,
    Text(
        vi="ở đây cần đơn vị cấp {level}, nhưng {unit} ({name}) thuộc cấp {found}",
        en="a unit of the {level} level is needed here, but {unit} ({name}) is of the {found} level",
    ),
    Text(
        vi="cho mã hoặc tên đơn vị đúng cấp; 'sheetcheck units show {unit}' cho biết đơn vị này thuộc đâu",
        en="give a unit of that level; 'sheetcheck units show {unit}' tells what this one lies in",
    ),
    Text(vi="--province 06337", en="--province 06337"),
)
AMBIGUOUS_UNIT = Code(
    "I133",
    Severity.ERROR,
    Text(
        vi="“{typed}” có thể là {count} đơn vị: {candidates}",
        en="“{typed}” may be any of {count} units: {candidates}",
    ),
    Text(
        vi="dùng mã đơn vị đủ số 0 ở đầu (tỉnh 2, huyện 3, xã 5 chữ số)",
        en="give the code with its leading zeros (province 2, district 3, commune 5 digits)",
    ),
    Text(vi="xã Tân Tiến có ở nhiều tỉnh", en="several provinces have a Tân Tiến"),
)
UNKNOWN_UNIT_NAME = Code(
    "I134",
    Severity.ERROR,
    Text(
        vi="không có đơn vị nào tên “{typed}”; tên gần nhất: {nearest}",
        en="no unit is named “{typed}”; the nearest names: {nearest}",
    ),
    Text(
        vi="kiểm tra cách viết; có thể bỏ dấu và bỏ chữ xã, phường, huyện, tỉnh",
        en="check the spelling; diacritics and the words commune, ward, district, province may be left out",
    ),
    Text(vi="Vạn Thuỳy", en="Van Thuyy"),
)
WRONG_SCOPE = Code(
    "I141",
    Severity.ERROR,
    Text(
        vi="tệp thuộc loại “{found}”, nhưng đợt này thu loại “{expected}”",
        en="the file is of the kind “{found}”, but this round collects “{expected}”",
    ),
    Text(
        vi="nộp theo biểu mẫu đã gửi cho đợt này; nếu chính đợt này chọn nhầm thì sửa dòng scope trong round.toml rồi gửi lại biểu mẫu",
        en="return the template that was sent out for this round; if the round itself asks for the wrong kind, mend the line scope of round.toml and send the templates again",
    ),
    Text(
        vi="tỉnh nộp số liệu của riêng các cơ quan tỉnh cho đợt thu số liệu tổng hợp toàn tỉnh",
        en="a province's own figures sent to a round of whole provinces",
    ),
)
