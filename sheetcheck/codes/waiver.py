"""D5: what can be wrong in a round's waivers.yaml, and what its waivers came to; `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

_DELETE = Text(vi="xóa mục này nếu không còn cần", en="delete the entry when it is no longer needed")

UNKNOWN_RULE = Code(
    "D501",
    Severity.ERROR,
    Text(
        vi="không có quy tắc “{rule}”; gần nhất: {nearest}",
        en="there is no rule “{rule}”; nearest: {nearest}",
    ),
    Text(
        vi="ghi mã trong báo cáo kiểm tra (R331) hoặc tên quy tắc (R03.2); 'sheetcheck explain' cho biết từng mã",
        en="write the code of the report (R331) or the rule's id (R03.2); 'sheetcheck explain' tells about each",
    ),
    Text(vi="rule: R0331", en="rule: R0331"),
)
UNKNOWN_UNIT = Code(
    "D502",
    Severity.ERROR,
    Text(
        vi="đơn vị {unit} không có trong danh sách đơn vị; gần nhất: {nearest}",
        en="unit {unit} is not among the units; nearest: {nearest}",
    ),
    Text(
        vi="sửa mã theo units.csv của đợt báo cáo, giữ số 0 ở đầu và ngoặc kép",
        en="correct the code as in the round's units.csv, with its leading zero and in quotes",
    ),
    Text(vi='unit: "6331"', en='unit: "6331"'),
)
NOT_A_WARNING = Code(
    "D503",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule} không phải là cảnh báo ({severity}), không miễn trừ được",
        en="rule {rule} is no warning ({severity}) and cannot be waived",
    ),
    Text(
        vi="số liệu mâu thuẫn thì đơn vị phải sửa; nếu quy tắc quá chặt thì cơ quan soạn biểu đổi severity, trial hoặc until của quy tắc",
        en="figures that contradict each other are corrected by the unit; a rule that is too strict is changed by whoever writes the forms: its severity, trial or until",
    ),
    Text(vi="rule: R201 (số nữ nhiều hơn tổng số)", en="rule: R201 (more women than people)"),
)
WAIVED_TWICE = Code(
    "D504",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule}, đơn vị {unit}, kỳ {period} đã được miễn trừ ở dòng {other}",
        en="rule {rule}, unit {unit}, period {period} is already waived on line {other}",
    ),
    Text(vi="giữ lại một mục", en="keep one of the two"),
    Text(vi="hai mục giống nhau", en="two entries alike"),
)
NO_REASON = Code(
    "D505",
    Severity.ERROR,
    Text(vi="“{found}” chưa phải là lý do", en="“{found}” is no reason"),
    Text(
        vi="viết một câu nói vì sao số liệu đúng",
        en="write a sentence that says why the figures are right",
    ),
    Text(vi='why: "ok"', en='why: "ok"'),
)
TOO_LARGE = Code(
    "D506",
    Severity.ERROR,
    Text(
        vi="tệp có {size} byte, nhiều nhất là {most}; đây có lẽ không phải tệp miễn trừ",
        en="the file has {size} bytes, at most {most} are read; it is probably no list of waivers",
    ),
    Text(
        vi="chỉ đúng tệp, hoặc xóa các mục đã hết hiệu lực", en="name the right file, or delete entries that are over"
    ),
    Text(vi="một tệp Excel được đổi tên", en="a workbook that was renamed"),
)
NOT_WAIVERS = Code(
    "D507",
    Severity.ERROR,
    Text(vi="tệp phải bắt đầu bằng “waivers:”", en="the file must begin with “waivers:”"),
    Text(vi="xem ví dụ trong docs/waivers.md của dự án", en="docs/waivers.md of the project has an example"),
    Text(vi="danh sách không có “waivers:” ở đầu", en="a list without “waivers:” before it"),
)
NOT_A_RULE = Code(
    "D508",
    Severity.ERROR,
    Text(
        vi="{rule} không phải là quy tắc mà là điều chương trình thấy khi đọc tệp, không miễn trừ được",
        en="{rule} is no rule but something noticed when a file is read; it cannot be waived",
    ),
    Text(
        vi="chỉ miễn trừ được cảnh báo của các quy tắc ('sheetcheck rules --severity warning'); xóa mục này, và sửa tệp nếu cần ('sheetcheck explain {rule}')",
        en="only warnings of rules can be waived ('sheetcheck rules --severity warning'); delete the entry, and correct the file if need be ('sheetcheck explain {rule}')",
    ),
    Text(vi="rule: T120", en="rule: T120"),
)
OTHER_PERIOD = Code(
    "D511",
    Severity.WARNING,
    Text(
        vi="miễn trừ {rule} ở {place} là cho kỳ khác ({found}), không có tác dụng ở đợt báo cáo này",
        en="the waiver of {rule} at {place} is for another period ({found}) and does nothing in this round",
    ),
    Text(
        vi="sửa period thành kỳ của đợt này nếu vẫn được duyệt, hoặc xóa mục",
        en="correct its period if it was approved for this round too, or delete the entry",
    ),
    Text(vi="period: 2025-H1 trong đợt 2026-H1", en="period: 2025-H1 in the round 2026-H1"),
)
LAPSED = Code(
    "D512",
    Severity.WARNING,
    Text(
        vi="miễn trừ {rule} ở {place} đã hết hiệu lực ({until}) trước ngày cuối kỳ, các cảnh báo vẫn còn",
        en="the waiver of {rule} at {place} ended ({until}) before the last day of the period; the warnings stay",
    ),
    Text(
        vi="xin duyệt lại và sửa until, hoặc xóa mục",
        en="have it approved again and correct its until, or delete the entry",
    ),
    Text(vi="until: 2025-12-31 trong đợt 2026-H1", en="until: 2025-12-31 in the round 2026-H1"),
)
NOT_USED = Code(
    "D513",
    Severity.WARNING,
    Text(
        vi="miễn trừ {rule} ở {place} không có cảnh báo nào dùng đến",
        en="no warning made use of the waiver of {rule} at {place}",
    ),
    _DELETE,
    Text(vi="đơn vị đã sửa số liệu", en="the unit has corrected its figures"),
)
