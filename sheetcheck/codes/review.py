"""D: what shows only when forms are laid out and their rules reasoned about; `line` is always given."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

NOTHING_TO_CHECK = Code(
    "D150",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule} không kiểm tra ô nào, ở cấp nào và kỳ nào cũng vậy",
        en="rule {rule} checks no cell, at any level and in any kind of period",
    ),
    Text(
        vi="xem lại rows, levels, periods, scope và các tên trong check",
        en="look at rows, levels, periods, scope and the names in the check",
    ),
    Text(
        vi="periods: [half] với một dòng chỉ có trong báo cáo năm",
        en="periods: [half] for a row that stands in annual returns only",
    ),
)
NOTHING_TO_CHECK_THERE = Code(
    "D151",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule} nêu {key}: {name}, nhưng ở đó không có ô nào để kiểm tra",
        en="rule {rule} names {key}: {name}, but there is nothing to check there",
    ),
    Text(
        vi="bỏ giá trị này khỏi danh sách, hoặc sửa các tên trong check",
        en="drop it, or correct the names in the check",
    ),
    Text(vi="levels: [commune] với một dòng chỉ của cấp tỉnh", en="levels: [commune] for a row of provinces"),
)
NEVER_PRINTED = Code(
    "D152",
    Severity.ERROR,
    Text(
        vi="dòng “{name}” khai cấp {level}, nhưng không biểu mẫu nào của cấp đó in dòng này",
        en="row “{name}” names level {level}, but no template of that level prints it",
    ),
    Text(
        vi="sửa levels, required hoặc scope của dòng, hoặc thêm cấp và kỳ cho biểu",
        en="correct the row's levels, required or scope, or add the level or the period to the form",
    ),
    Text(vi="required: annual trong biểu chỉ có kỳ 6 tháng", en="required: annual in a form that has half-years only"),
)
NO_FORMULA = Code(
    "D153",
    Severity.ERROR,
    Text(
        vi="biểu thức tính “{name}” không viết được thành công thức Excel, nên ô sẽ khóa mà trống",
        en="the expression of “{name}” cannot be an Excel formula, so the cell would be locked and empty",
    ),
    Text(
        vi="không dùng regexp_like hay so sánh lớn nhỏ giữa văn bản trong computed",
        en="use no regexp_like and no order of texts in computed",
    ),
    Text(
        vi="computed: \"case when regexp_like(topic, 'a') then people end\"",
        en="computed: \"case when regexp_like(topic, 'a') then people end\"",
    ),
)
FORMULA_LIMIT = Code(
    "D154",
    Severity.ERROR,
    Text(
        vi="công thức của {what} có {found} {counted}, Excel chỉ cho {limit}",
        en="the formula of {what} has {found} {counted}, Excel allows {limit}",
    ),
    Text(
        vi="chia thành nhiều quy tắc hoặc nhiều dòng tính, hoặc viết biểu thức ngắn lại",
        en="divide it among several rules or computed rows, or write it shorter",
    ),
    Text(vi="case có hơn 64 nhánh when", en="a case of more than 64 branches"),
)
NEVER_FAILS = Code(
    "D155",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule} không bao giờ báo lỗi, dù ô ghi số nào: {check}",
        en="rule {rule} can never be broken, whatever the cells hold: {check}",
    ),
    Text(
        vi="sửa điều kiện, hoặc bỏ quy tắc: kiểu của ô đã bảo đảm điều đó",
        en="correct the condition, or drop the rule: the kinds of its cells see to it already",
    ),
    Text(vi='check: "female >= 0"', en='check: "female >= 0"'),
)
ALWAYS_FAILS = Code(
    "D156",
    Severity.ERROR,
    Text(
        vi="quy tắc {rule} luôn báo lỗi khi có đủ số liệu, không số nào làm nó đúng: {check}",
        en="rule {rule} is broken whenever its cells are filled in, no figures satisfy it: {check}",
    ),
    Text(vi="sửa điều kiện", en="correct the condition"),
    Text(vi='check: "female > total and female < total"', en='check: "female > total and female < total"'),
)
CONTRADICTION = Code(
    "D157",
    Severity.ERROR,
    Text(
        vi="không có số liệu nào thỏa {rules} khi đã điền {cells}; gặp ở {forms}, cấp {level}, {period}, {scope}",
        en="no figures satisfy {rules} once {cells} are filled in; met in {forms}, level {level}, {period}, {scope}",
    ),
    Text(
        vi="sửa một trong các quy tắc được nêu: báo cáo điền đủ sẽ luôn bị trả lại",
        en="correct one of them: a return that is filled in would always be sent back",
    ),
    Text(vi="“a > b” và “b > a” trong cùng một biểu", en="“a > b” and “b > a” in one form"),
)
TOO_WIDE = Code(
    "D158",
    Severity.ERROR,
    Text(
        vi="biểu in ra chữ chỉ còn {points} điểm (cấp {level}, {period}, {scope}), nhỏ nhất phải là {smallest}; bớt khoảng {excess} ký tự bề rộng, cột rộng nhất: {columns}",
        en="printed, the letters are {points} points (level {level}, {period}, {scope}) and must be {smallest} at least; take away about {excess} characters of width, widest columns: {columns}",
    ),
    Text(
        vi="giảm width của các cột được nêu, hoặc chia biểu làm hai",
        en="make the columns named narrower, or make two forms of it",
    ),
    Text(vi="20 cột, mỗi cột rộng 30 ký tự", en="20 columns of 30 characters each"),
)
UNUSED_SET = Code(
    "D159",
    Severity.ERROR,
    Text(vi="bộ cột “{name}” không dòng nào dùng", en="no row uses the set of columns “{name}”"),
    Text(
        vi="bỏ bộ cột này khỏi columns của biểu, hoặc dùng nó ở một dòng",
        en="take the set out of the form's columns, or use it in a row",
    ),
    Text(vi="columns: [P, V] nhưng mọi dòng dùng P", en="columns: [P, V], but every row has P"),
)
