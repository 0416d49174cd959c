"""D: what can be wrong between definitions that are each well-formed; `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

RESERVED_NAME = Code(
    "D132",
    Severity.ERROR,
    Text(
        vi="“{name}” không dùng làm mã được: biểu thức hiểu từ này theo nghĩa khác",
        en="“{name}” cannot be an id: expressions take this word for something else",
    ),
    Text(vi="chọn mã khác, ví dụ thêm một từ phía sau", en="choose another id, for instance with a word added"),
    Text(vi="id: case, id: unit, id: note", en="id: case, id: unit, id: note"),
)
UNKNOWN_PLACEHOLDER = Code(
    "D133",
    Severity.ERROR,
    Text(
        vi="câu “{key}” có {placeholder}, quy tắc này không có số liệu đó; gần nhất: {nearest}",
        en="“{key}” has {placeholder}, which this rule knows nothing of; nearest: {nearest}",
    ),
    Text(
        vi="dùng tên có trong check; left và right chỉ có khi check là một phép so sánh; nhãn viết là cột.title",
        en="use names of the check; left and right are there only for a comparison; labels are written column.title",
    ),
    Text(vi="{left} trong quy tắc “a is not null”", en="{left} in the rule “a is not null”"),
)
SAME_TITLE = Code(
    "D134",
    Severity.ERROR,
    Text(
        vi="nhãn “{label}” vừa chỉ “{one}” vừa chỉ “{other}” của cùng một biểu",
        en="the label “{label}” stands for “{one}” and for “{other}” of one form",
    ),
    Text(
        vi="sửa hoặc bỏ nhãn ở một trong hai: khi đọc biểu nộp về, một nhãn chỉ được chỉ một nơi",
        en="change or drop the label of one of them: when returns are read, a label must mean one place",
    ),
    Text(vi='female có aliases: ["Tổng số"]', en='female has aliases: ["Total"]'),
)
COLUMN_DIFFERS = Code(
    "D135",
    Severity.ERROR,
    Text(
        vi="cột “{name}” của bộ {set} khác với cột cùng mã của bộ {other}; hai bộ in chung một chỗ trên biểu",
        en="column “{name}” of set {set} differs from that of set {other}; both print in one place of the form",
    ),
    Text(
        vi="chép lại cột cho giống hệt, hoặc đặt mã khác", en="repeat the column word for word, or give it another id"
    ),
    Text(vi="total là count ở bộ P, là amount ở bộ T", en="total is a count in set P and an amount in set T"),
)
LOST = Code(
    "D136",
    Severity.ERROR,
    Text(
        vi="“{name}” có roll_up: calc nhưng không có biểu thức computed, nên không lên được cấp trên",
        en="“{name}” has roll_up: calc but no computed expression, so it cannot go up a level",
    ),
    Text(
        vi="thêm computed, hoặc khai roll_up: sum hay none",
        en="add computed, or declare roll_up: sum or none",
    ),
    Text(vi="roll_up: calc ở một dòng nhập tay", en="roll_up: calc on a row that is filled in"),
)
WRONG_ROLL_UP = Code(
    "D137",
    Severity.ERROR,
    Text(
        vi="“{name}” không dùng roll_up: {roll_up} được: {why}",
        en="“{name}” cannot have roll_up: {roll_up}: {why}",
    ),
    Text(
        vi="số đếm khai sum, tỷ lệ khai calc, văn bản khai common hoặc none",
        en="declare sum for counts, calc for ratios, common or none for texts",
    ),
    Text(vi="roll_up: append trong biểu có dòng cố định", en="roll_up: append in a form with fixed rows"),
)
SHARED_OWN = Code(
    "D138",
    Severity.ERROR,
    Text(
        vi="dòng “{name}” có roll_up: own nhưng nhiều cấp cùng ghi ({levels})",
        en="row “{name}” has roll_up: own, but several levels fill it in ({levels})",
    ),
    Text(
        vi="để một cấp ghi dòng này, hoặc khai roll_up: sum",
        en="let one level fill it in, or declare roll_up: sum",
    ),
    Text(vi="roll_up: own, levels: [commune, province]", en="roll_up: own, levels: [commune, province]"),
)
NOTHING_COMPUTES = Code(
    "D139",
    Severity.ERROR,
    Text(
        vi="dòng “{name}” khai required: computed nhưng không có biểu thức computed",
        en="row “{name}” is required: computed, but has no computed expression",
    ),
    Text(vi="thêm computed, hoặc sửa required", en="add computed, or correct required"),
    Text(vi="required: computed ở một dòng nhập tay", en="required: computed on a row that is filled in"),
)
COMPUTED_YET_REQUIRED = Code(
    "D140",
    Severity.ERROR,
    Text(
        vi="dòng “{name}” do biểu tự tính nhưng khai required: {required}",
        en="row “{name}” is computed by the form, but is required: {required}",
    ),
    Text(
        vi="khai required: computed; nếu không, ô đã khóa sẽ bị báo thiếu",
        en="declare required: computed; otherwise a locked cell is reported as missing",
    ),
    Text(vi='computed: "a + b", required: every', en='computed: "a + b", required: every'),
)
KIND_UNUSED = Code(
    "D141",
    Severity.ERROR,
    Text(
        vi="dòng “{name}” khai kind, nhưng bộ cột của dòng không có cột “value”",
        en="row “{name}” has a kind, but its set has no column “value”",
    ),
    Text(vi="bỏ kind, hoặc dùng bộ cột có “value”", en="drop the kind, or use a set with “value”"),
    Text(vi="columns: P, kind: amount", en="columns: P, kind: amount"),
)
NOT_IN_ROW = Code(
    "D142",
    Severity.ERROR,
    Text(
        vi="quy tắc dùng cột {columns}, nhưng dòng “{row}” nêu ở rows không có cột đó",
        en="the rule uses {columns}, which row “{row}”, named under rows, does not have",
    ),
    Text(vi="bỏ dòng này khỏi rows, hoặc sửa tên cột", en="take the row out of rows, or correct the column"),
    Text(vi='rows: [cfaw_exists], check: "female <= total"', en='rows: [cfaw_exists], check: "female <= total"'),
)
NOT_TOGETHER = Code(
    "D143",
    Severity.ERROR,
    Text(
        vi="không dòng nào có đủ các cột {columns}, nên quy tắc không bao giờ được kiểm tra",
        en="no row has all of the columns {columns}, so the rule is never checked",
    ),
    Text(vi="sửa tên cột, hoặc viết dưới dạng chỉ tiêu.cột", en="correct a column, or write them as row.column"),
    Text(vi='check: "closing <= total"', en='check: "closing <= total"'),
)
WRONG_SORT = Code(
    "D144",
    Severity.ERROR,
    Text(
        vi="“{name}” là {found} nhưng biểu thức cần {wanted}, nên quy tắc không bao giờ kết luận được",
        en="“{name}” is {found}, but the expression needs {wanted}, so the rule could never be decided",
    ),
    Text(
        vi="so sánh số với số, văn bản với văn bản (đặt trong dấu nháy đơn)",
        en="compare numbers with numbers and texts with texts (in single quotes)",
    ),
    Text(vi='check: "term_label > 5"', en='check: "term_label > 5"'),
)
IDLE_LOOP = Code(
    "D145",
    Severity.ERROR,
    Text(
        vi="vòng lặp “{variable}” của each không được dùng trong check: quy tắc bị lặp lại y nguyên",
        en="the check does not use the loop “{variable}” of each: the rule is repeated as it is",
    ),
    Text(
        vi="viết tên ấy trong ngoặc vuông ở check, hoặc bỏ each",
        en="write that name in square brackets in the check, or drop each",
    ),
    Text(vi='each: {c: [a, b]}, check: "a <= b"', en='each: {c: [a, b]}, check: "a <= b"'),
)
SHEET_NAME = Code(
    "D146",
    Severity.ERROR,
    Text(
        vi="tên trang tính “{name}” có ký tự Excel không nhận: {characters}",
        en="sheet name “{name}” has characters that Excel refuses: {characters}",
    ),
    Text(vi="sửa number của biểu: chỉ chữ và số", en="correct the form's number: letters and digits only"),
    Text(vi='number: "01/A"', en='number: "01/A"'),
)
LIMITS_CROSSED = Code(
    "D147",
    Severity.ERROR,
    Text(vi="min ({minimum}) lớn hơn max ({maximum})", en="min ({minimum}) is more than max ({maximum})"),
    Text(vi="sửa một trong hai", en="correct one of the two"),
    Text(vi="min: 10, max: 1", en="min: 10, max: 1"),
)
NEVER_IN_FORCE = Code(
    "D148",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule} có until ({until}) trước since ({since}), nên không kỳ nào được kiểm tra",
        en="rule {rule} ends ({until}) before it begins ({since}), so it is asked in no period",
    ),
    Text(vi="đổi chỗ hoặc sửa một trong hai kỳ", en="swap the two, or correct one"),
    Text(vi="since: 2026-H2, until: 2026-H1", en="since: 2026-H2, until: 2026-H1"),
)
IDLE_THRESHOLD = Code(
    "D149",
    Severity.ERROR,
    Text(
        vi="fail_when không có tác dụng với quy tắc {rule}: ngưỡng là số dòng, chỉ dành cho lỗi và cảnh báo xét từng dòng",
        en="fail_when does nothing for rule {rule}: a threshold counts lines, so it is for errors and warnings about single rows",
    ),
    Text(
        vi="bỏ fail_when, hoặc viết check bằng tên cột",
        en="drop fail_when, or write the check with the names of columns",
    ),
    Text(vi='check: "a.total <= b.total", fail_when: "> 5 %"', en='check: "a.total <= b.total", fail_when: "> 5 %"'),
)
NEVER_REACHED = Code(
    "D160",
    Severity.ERROR,
    Text(
        vi="ngưỡng “{limit}” của quy tắc {rule} không bao giờ đạt tới",
        en="the threshold “{limit}” of rule {rule} is never reached",
    ),
    Text(
        vi="ghi một tỷ lệ dưới 100 %, hoặc đổi severity thành info",
        en="state less than 100 %, or make its severity info",
    ),
    Text(vi='fail_when: "> 100 %"', en='fail_when: "> 100 %"'),
)
TEXT_AS_ZERO = Code(
    "D161",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule}: missing: {missing} tính ô trống là 0, nhưng “{name}” là văn bản",
        en="rule {rule}: missing: {missing} counts a blank as 0, but “{name}” is text",
    ),
    Text(
        vi="bỏ missing, hoặc chỉ hỏi văn bản đó có trống hay không (is null)",
        en="drop missing, or only ask whether that text is blank (is null)",
    ),
    Text(vi="check: \"title = 'a'\", missing: never", en="check: \"title = 'a'\", missing: never"),
)
RECORDS_AND_OTHERS = Code(
    "D185",
    Severity.ERROR,
    Text(
        vi="một quy tắc không vừa gộp các dòng của danh mục vừa so với báo cáo khác",
        en="one rule cannot both take records of a list together and look at other returns",
    ),
    Text(
        vi="dùng ô của một biểu số liệu có cùng nội dung, hoặc tách thành hai quy tắc",
        en="use a cell of a form that says the same, or write two rules",
    ),
    Text(
        vi='check: "sum(bdg_12.sessions) >= previous.classes.value"',
        en='check: "sum(bdg_12.sessions) >= previous.classes.value"',
    ),
)
MIXED_CHILDREN = Code(
    "D186",
    Severity.ERROR,
    Text(
        vi="quy tắc trộn tên cột với chỉ tiêu.cột: {names}",
        en="the rule mixes bare columns with row.column: {names}",
    ),
    Text(
        vi="viết tất cả là cột (kiểm tra trên từng dòng), hoặc tất cả là chỉ tiêu.cột",
        en="write all as columns (checked on each row), or all as row.column",
    ),
    Text(
        vi='check: "total = sum(children.hdnd_commune.total)"', en='check: "total = sum(children.hdnd_commune.total)"'
    ),
)
NEVER_ADDED = Code(
    "D187",
    Severity.ERROR,
    Text(
        vi="“{name}” không được cộng lên cấp trên (roll_up), nên quy tắc không bao giờ kết luận được",
        en="“{name}” is not added up over units (roll_up), so the rule could never be decided",
    ),
    Text(vi="dùng cột số đếm có roll_up: sum", en="use a count with roll_up: sum"),
    Text(vi='check: "female_pct = sum(children.female_pct)"', en='check: "female_pct = sum(children.female_pct)"'),
)
NEVER_SAID = Code(
    "D162",
    Severity.ERROR,
    Text(
        vi="“{name}” không bao giờ là “{value}”; gần nhất: {nearest}",
        en="“{name}” is never “{value}”; nearest: {nearest}",
    ),
    Text(vi="viết một trong: {known}", en="write one of: {known}"),
    Text(vi="check: \"unit.level = 'comune'\"", en="check: \"unit.level = 'comune'\""),
)
NO_DAY = Code(
    "D163",
    Severity.ERROR,
    Text(
        vi="“{name}” là ngày, còn “{value}” thì không phải",
        en="“{name}” is a day, and “{value}” is none",
    ),
    Text(vi="viết năm-tháng-ngày, như '2024-01-31'", en="write year-month-day, as in '2024-01-31'"),
    Text(vi="check: \"start_date >= '01/01/2024'\"", en="check: \"start_date >= '01/01/2024'\""),
)
BY_ZERO = Code(
    "D164",
    Severity.ERROR,
    Text(
        vi="“{found}” chia cho 0, nên không bao giờ ra số",
        en="“{found}” divides by zero, so no figure ever comes of it",
    ),
    Text(
        vi="sửa số chia; chia cho một ô mà ô ấy ghi 0 thì không kết luận, không phải lỗi",
        en="correct what it is divided by; where a cell is 0, dividing by it is undecided and no mistake",
    ),
    Text(vi='check: "total / 0 < 1"', en='check: "total / 0 < 1"'),
)
IDLE_MISSING = Code(
    "D165",
    Severity.ERROR,
    Text(
        vi="missing: {missing} không có tác dụng với quy tắc {rule}: ngoài phép gộp không có ô nào",
        en="missing: {missing} does nothing for rule {rule}: it has no cell outside its aggregates",
    ),
    Text(
        vi="bỏ missing; trong phép gộp, trường để trống luôn được bỏ qua, muốn khác thì viết coalesce(trường, 0)",
        en="drop missing; an aggregate always leaves blank fields out, write coalesce(field, 0) where they are to count",
    ),
    Text(
        vi='check: "sum(bdg_12.sessions) >= 1", missing: never', en='check: "sum(bdg_12.sessions) >= 1", missing: never'
    ),
)
NO_CELL = Code(
    "D166",
    Severity.ERROR,
    Text(
        vi="“{check}” không nêu ô nào, nên báo cáo nào cũng như nhau",
        en="“{check}” names no cell, so it is the same for every return",
    ),
    Text(vi="nêu các cột hoặc chỉ tiêu.cột phải so sánh", en="name the columns, or row.column, to be compared"),
    Text(vi='check: "1 = 1"', en='check: "1 = 1"'),
)
IDLE_ROWS = Code(
    "D167",
    Severity.ERROR,
    Text(
        vi="{key} không có tác dụng: check nêu chỉ tiêu.cột nên xét cả báo cáo, không xét từng dòng",
        en="{key} does nothing: the check names row.column, so it is about the return and not about single rows",
    ),
    Text(vi="bỏ khóa này, hoặc viết check bằng tên cột", en="drop the key, or write the check with names of columns"),
    Text(vi='check: "staff.total > 1", rows: [staff]', en='check: "staff.total > 1", rows: [staff]'),
)
