"""D: what can be wrong with a definition in the catalogue or a round; `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

NOT_YAML = Code(
    "D101",
    Severity.ERROR,
    Text(vi="tệp không đúng cú pháp YAML: {problem}", en="the file is not valid YAML: {problem}"),
    Text(
        vi="sửa dòng được nêu, chú ý thụt đầu dòng và dấu ngoặc kép",
        en="mend the line named; look at indentation and quotes",
    ),
    Text(vi="title: {vi: Tổng số", en="title: {vi: Tổng số"),
)
NOT_A_MAPPING = Code(
    "D102",
    Severity.ERROR,
    Text(
        vi="tệp phải bắt đầu bằng các khóa, ví dụ “form: bdg_01”",
        en="the file must begin with keys, such as “form: bdg_01”",
    ),
    Text(vi="xem một biểu có sẵn trong schemas/forms", en="look at an existing form in schemas/forms"),
    Text(vi="tệp trống", en="an empty file"),
)
DUPLICATE_KEY = Code(
    "D103",
    Severity.ERROR,
    Text(vi="khóa “{key}” được viết hai lần", en="key “{key}” is written twice"),
    Text(vi="xóa một trong hai", en="delete one of the two"),
    Text(vi='code: "01" … code: "02"', en='code: "01" … code: "02"'),
)
UNKNOWN_KEY = Code(
    "D104",
    Severity.ERROR,
    Text(vi="không có khóa “{key}” ở đây; gần nhất: {nearest}", en="there is no key “{key}” here; nearest: {nearest}"),
    Text(vi="sửa tên khóa hoặc xóa dòng này", en="correct the key or delete the line"),
    Text(vi="requird: every", en="requird: every"),
)
MISSING_KEY = Code(
    "D105",
    Severity.ERROR,
    Text(vi="thiếu khóa “{key}”", en="key “{key}” is missing"),
    Text(vi="thêm khóa này", en="add the key"),
    Text(vi="một dòng không có “title”", en="a row without “title”"),
)
WRONG_VALUE = Code(
    "D106",
    Severity.ERROR,
    Text(
        vi="“{key}” không thể là “{found}”; được phép: {expected}",
        en="“{key}” cannot be “{found}”; allowed: {expected}",
    ),
    Text(vi="dùng một trong các giá trị được phép", en="use one of the allowed values"),
    Text(vi="severity: serious", en="severity: serious"),
)
MISSING_LANGUAGE = Code(
    "D107",
    Severity.ERROR,
    Text(vi="“{key}” thiếu câu tiếng {language}", en="“{key}” has no text in {language}"),
    Text(vi="viết đủ cả hai: {vi: …, en: …}", en="write both: {vi: …, en: …}"),
    Text(vi="title: {vi: Tổng số}", en="title: {vi: Tổng số}"),
)
DUPLICATE_ID = Code(
    "D108",
    Severity.ERROR,
    Text(vi="“{id}” đã được dùng ở {other}", en="“{id}” is already used at {other}"),
    Text(
        vi="đặt tên hoặc mã khác; mã không bao giờ dùng lại", en="choose another name or code; codes are never reused"
    ),
    Text(vi="hai quy tắc cùng mang mã R301", en="two rules with code R301"),
)
UNKNOWN_NAME = Code(
    "D109",
    Severity.ERROR,
    Text(
        vi="“{name}” không có trong danh mục; gần nhất: {nearest}",
        en="“{name}” is not in the catalogue; nearest: {nearest}",
    ),
    Text(vi="sửa tên theo mã chỉ tiêu và mã cột của biểu", en="correct it to a row id and column id of the form"),
    Text(vi='check: "femal <= total"', en='check: "femal <= total"'),
)
BAD_EXPRESSION = Code(
    "D110",
    Severity.ERROR,
    Text(
        vi="không hiểu biểu thức: {problem}",
        en="the expression cannot be read: {problem}",
    ),
    Text(
        vi="sửa biểu thức; xem các phép tính được phép trong docs/write-a-rule.md của dự án",
        en="mend the expression; docs/write-a-rule.md lists what is allowed",
    ),
    Text(vi='check: "female <= "', en='check: "female <= "'),
)
PLACEHOLDERS_DIFFER = Code(
    "D111",
    Severity.ERROR,
    Text(
        vi="câu tiếng Việt và tiếng Anh của “{key}” khác tham số: {names}",
        en="the Vietnamese and English of “{key}” differ in placeholders: {names}",
    ),
    Text(vi="dùng cùng các tham số trong hai câu", en="use the same placeholders in both"),
    Text(vi='vi: "… {left}", en: "…"', en='vi: "… {left}", en: "…"'),
)
EXCEL_LIMIT = Code(
    "D112",
    Severity.ERROR,
    Text(
        vi="{what} dài {length} ký tự, Excel chỉ cho {limit}", en="{what} has {length} characters, Excel allows {limit}"
    ),
    Text(vi="viết ngắn lại", en="make it shorter"),
    Text(vi="tên trang tính dài 40 ký tự", en="a sheet name of 40 characters"),
)
RATIO_SUMMED = Code(
    "D113",
    Severity.ERROR,
    Text(vi="tỷ lệ “{name}” được khai là cộng dồn", en="the ratio “{name}” is declared as summed"),
    Text(
        vi="khai roll_up: calc; tỷ lệ luôn được tính lại từ các phần",
        en="declare roll_up: calc; a ratio is always recomputed from its parts",
    ),
    Text(vi="{id: female_pct, kind: percent, roll_up: sum}", en="{id: female_pct, kind: percent, roll_up: sum}"),
)
MIXED_SCOPE = Code(
    "D114",
    Severity.ERROR,
    Text(
        vi="quy tắc trộn tên cột ({bare}) với tên chỉ tiêu.cột ({dotted})",
        en="the rule mixes bare columns ({bare}) with row.column names ({dotted})",
    ),
    Text(
        vi="viết tất cả dưới dạng chỉ tiêu.cột, hoặc tất cả là tên cột",
        en="write all names as row.column, or all as bare columns",
    ),
    Text(vi='check: "female <= staff_total.total"', en='check: "female <= staff_total.total"'),
)
CYCLE = Code(
    "D115",
    Severity.ERROR,
    Text(vi="các ô tính toán tham chiếu vòng: {names}", en="computed cells refer to each other in a circle: {names}"),
    Text(vi="bỏ một tham chiếu trong vòng", en="take one reference out of the circle"),
    Text(vi="a: computed b, b: computed a", en="a: computed b, b: computed a"),
)
UNREADABLE_FILE = Code(
    "D116",
    Severity.ERROR,
    Text(vi="không đọc được tệp định nghĩa: {problem}", en="the definition file cannot be read: {problem}"),
    Text(vi="kiểm tra tệp và bảng mã (UTF-8)", en="check the file and its encoding (UTF-8)"),
    Text(vi="tệp không phải UTF-8", en="a file that is not UTF-8"),
)
TOO_MANY_KEYS = Code(
    "D190",
    Severity.ERROR,
    Text(
        vi="chỉ được viết một trong các khóa “{keys}”",
        en="only one of the keys “{keys}” may stand here",
    ),
    Text(
        vi="giữ lại một: check, hoặc một loại quy tắc",
        en="keep one of them: check, or one type of rule",
    ),
    Text(vi="check: … và sum_of: … trong cùng một quy tắc", en="check: … and sum_of: … in the same rule"),
)
MISSING_FILE = Code(
    "D117",
    Severity.ERROR,
    Text(vi="thiếu tệp {name}", en="there is no file {name}"),
    Text(
        vi="chép {name} từ thư mục schemas/ của chương trình; chưa có nó thì các biểu chưa được xem hết",
        en="copy {name} from the program's folder schemas/; without it the forms cannot be looked at in full",
    ),
    Text(vi="thư mục chỉ có forms/, không có columns.yaml", en="a folder with forms/ and no columns.yaml"),
)
OTHER_FILE_NAME = Code(
    "D118",
    Severity.ERROR,
    Text(
        vi="tệp {name} chứa biểu “{form}”: tên tệp phải là mã của biểu",
        en="the file {name} holds the form “{form}”: a file bears the name of its form",
    ),
    Text(
        vi="đổi tên tệp thành {form}.yaml, hoặc sửa khóa form", en="name the file {form}.yaml, or correct the key form"
    ),
    Text(vi="form: bdg_05 trong tệp bdg_55.yaml", en="form: bdg_05 in the file bdg_55.yaml"),
)
NO_TARGETS = Code(
    "D119",
    Severity.ERROR,
    Text(
        vi="rows_of: targets lấy mỗi chỉ tiêu của targets.yaml làm một dòng, nhưng không có chỉ tiêu nào",
        en="rows_of: targets makes a row of each target in targets.yaml, but there are none",
    ),
    Text(
        vi="thêm targets.yaml bên cạnh columns.yaml, hoặc bỏ biểu này",
        en="add targets.yaml beside columns.yaml, or take this form away",
    ),
    Text(vi="bdg_14.yaml mà không có targets.yaml", en="bdg_14.yaml without targets.yaml"),
)
KEY_NEEDED = Code(
    "D191",
    Severity.ERROR,
    Text(vi="cần ít nhất một trong các khóa “{keys}”", en="at least one of the keys “{keys}” must stand here"),
    Text(vi="thêm một trong các khóa đó", en="add one of them"),
    Text(vi="sum_of: {whole: total}", en="sum_of: {whole: total}"),
)
PARAMETERS_CLASH = Code(
    "D192",
    Severity.ERROR,
    Text(vi="{key}: “{word}” {why}", en="{key}: “{word}” {why}"),
    Text(
        vi="xóa hoặc sửa chỗ được nêu; xem 'sheetcheck rules types'",
        en="delete or correct what is named; see 'sheetcheck rules types'",
    ),
    Text(vi="sum_of: {whole: total, parts: [total, young]}", en="sum_of: {whole: total, parts: [total, young]}"),
)
LOOSE_VALUE = Code(
    "D193",
    Severity.ERROR,
    Text(
        vi="“{key}” không phải là khóa: sau dấu phẩy phải là “khóa: giá trị”",
        en="“{key}” is no key: after a comma there must be “key: value”",
    ),
    Text(
        vi="nhiều giá trị thì đặt trong ngoặc vuông: [a, b]; số viết không có dấu phẩy: 1000, 0.5; câu có dấu phẩy đặt trong ngoặc kép",
        en="put several values into square brackets: [a, b]; write numbers without commas: 1000, 0.5; quote a text that has commas",
    ),
    Text(vi="sum_of: {whole: total, parts: young, old}", en="sum_of: {whole: total, parts: young, old}"),
)
NO_EFFECT = Code(
    "D130",
    Severity.ERROR,
    Text(
        vi="khóa “{key}” không có tác dụng khi kind là {kind}; chỉ dùng với: {only}",
        en="key “{key}” has no effect where kind is {kind}; it goes with: {only}",
    ),
    Text(vi="xóa khóa này, hoặc sửa kind", en="delete the key, or correct the kind"),
    Text(vi="kind: count, choices: …", en="kind: count, choices: …"),
)
SAME_LABEL = Code(
    "D131",
    Severity.ERROR,
    Text(
        vi="“{label}” vừa chỉ lựa chọn “{one}” vừa chỉ lựa chọn “{other}”",
        en="“{label}” stands for the choice “{one}” and for the choice “{other}”",
    ),
    Text(
        vi="đặt nhãn khác nhau trong cả hai ngôn ngữ: người điền chỉ thấy nhãn",
        en="give them different labels in both languages: whoever fills in the cell sees labels only",
    ),
    Text(vi="hai mục cùng ghi “Khác”", en="two items both called “Other”"),
)
NOT_IN_A_LIST = Code(
    "D170",
    Severity.ERROR,
    Text(
        vi="“{name}” không gộp được gì: phép gộp chỉ lấy các dòng và trường của biểu danh mục, gồm: {lists}",
        en="“{name}” takes nothing together: an aggregate is of records and fields of list forms, which are: {lists}",
    ),
    Text(
        vi="viết biểu.trường của biểu danh mục; ô của biểu số liệu viết biểu.chỉ tiêu.cột, ngoài phép gộp",
        en="write form.field of a list form; a cell of a matrix form is written form.row.column, outside the aggregate",
    ),
    Text(vi='check: "sum(bdg_01.value) > 0"', en='check: "sum(bdg_01.value) > 0"'),
)
NOT_A_NUMBER = Code(
    "D171",
    Severity.ERROR,
    Text(
        vi="trường “{name}” không phải là số nên không dùng được với sum, min, max",
        en="the field “{name}” is no number, so there is no sum, min or max of it",
    ),
    Text(vi="dùng một trường số, hoặc đếm bằng count", en="take a field of numbers, or count with count"),
    Text(vi='check: "sum(title) > 0"', en='check: "sum(title) > 0"'),
)
BAD_GROUPS = Code(
    "D172",
    Severity.ERROR,
    Text(
        vi="“per” chỉ dùng cho quy tắc của biểu danh mục mà mọi số đều là phép gộp các dòng của chính biểu đó",
        en="“per” is for rules of a list form in which every figure is an aggregate of that form's own records",
    ),
    Text(
        vi="bỏ “per”, hoặc viết điều kiện bằng count, sum, min, max của các trường trong biểu",
        en="leave out “per”, or write the condition with count, sum, min and max of fields of the form",
    ),
    Text(vi='per: [title], check: "participants > 0"', en='per: [title], check: "participants > 0"'),
)
