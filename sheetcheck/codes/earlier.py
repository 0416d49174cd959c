"""P: returns of earlier periods, which a return is held against."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

UNREADABLE = Code(
    "P101",
    Severity.WARNING,
    Text(
        vi="tệp kỳ trước “{other}” không dùng được: {reason}; không so sánh được với tệp này",
        en="the earlier file “{other}” cannot be used: {reason}; nothing is compared with it",
    ),
    Text(
        vi="thay bằng tệp đã được chấp nhận của kỳ đó, hoặc bỏ qua nếu không cần so sánh",
        en="replace it by the file that was accepted for that period, or leave it if no comparison is needed",
    ),
    Text(vi="thư mục kỳ trước có một tệp hỏng", en="a damaged file in the folder of the previous period"),
)
TWICE = Code(
    "P102",
    Severity.WARNING,
    Text(
        vi="kỳ {when} của đơn vị {unit} có nhiều tệp khác nhau: {files}; không so sánh với tệp nào",
        en="unit {unit} has several different files for {when}: {files}; nothing is compared with any of them",
    ),
    Text(
        vi="giữ lại tệp đã được chấp nhận, chuyển các tệp khác ra khỏi thư mục kỳ trước",
        en="keep the file that was accepted and move the others out of the earlier folder",
    ),
    Text(
        vi="thư mục kỳ trước có vanthuy.xlsx và vanthuy-sua.xlsx", en="vanthuy.xlsx and vanthuy-new.xlsx of one period"
    ),
)
CELLS_IN_DOUBT = Code(
    "P103",
    Severity.WARNING,
    Text(
        vi="tệp kỳ trước “{other}” có {count} lỗi ({cells}); không so sánh với các ô đó",
        en="the earlier file “{other}” has {count} {count|fault|faults} ({cells}); those cells are not compared",
    ),
    Text(
        vi="thay bằng tệp đã sửa của kỳ đó nếu có", en="replace it by the corrected file of that period if there is one"
    ),
    Text(vi="bản nộp lần đầu, còn chữ trong ô số", en="the first submission, with words in a number cell"),
)
UNKNOWN_CELLS = Code(
    "P104",
    Severity.WARNING,
    Text(
        vi="“{other}” có {count} dòng không đặt được vào biểu nào ({names}); các dòng đó không được so sánh",
        en="“{other}” has {count} {count|line that belongs|lines that belong} in no cell of a form ({names}); they are not compared",
    ),
    Text(
        vi="kiểm tra các cột unit, period, form, row, column; chỉ tiêu, cột phải có ở cấp và kỳ đó",
        en="check unit, period, form, row and column: the row and column must exist at that level and period",
    ),
    Text(vi="tệp csv nêu một chỉ tiêu đã bỏ", en="a csv file that names a row which is no more"),
)
NOTHING_COMPARABLE = Code(
    "P110",
    Severity.WARNING,
    Text(
        vi="không có gì để so sánh trong {sources}: có {count} báo cáo ({found}), không báo cáo nào là kỳ trước của các"
        " đơn vị được kiểm tra",
        en="nothing to compare with in {sources}: {count|there is|there are} {count} {count|return|returns} ({found}), {count|which is no|none of them an} earlier one of a"
        " unit that is checked",
    ),
    Text(
        vi="chọn thư mục của đúng cấp và của kỳ trước: cùng kỳ năm trước, kỳ liền trước, hoặc 6 tháng đầu của năm đó",
        en="choose a folder of the same level and of an earlier period: the same part of the year before, the period"
        " just before, or the first half of the year",
    ),
    Text(vi="chọn nhầm thư mục của chính kỳ này", en="the folder of the very same period was given"),
)
UNITS_WITHOUT = Code(
    "P111",
    Severity.INFO,
    Text(
        vi="{count} đơn vị không có báo cáo kỳ trước để so sánh: {units}",
        en="{count} {count|unit has|units have} no earlier return to be compared with: {units}",
    ),
    Text(vi="không bắt buộc; nếu có thì bổ sung vào thư mục kỳ trước", en="optional: add them to the earlier folder"),
    Text(vi="xã không nộp báo cáo năm trước", en="a commune that sent nothing last year"),
)
UNITS_CHANGED = Code(
    "P112",
    Severity.INFO,
    Text(
        vi="{count} đơn vị đã sáp nhập hoặc chia tách từ kỳ trước nên không so sánh với báo cáo cùng mã: {units}",
        en="{count} {count|unit was|units were} merged or split since, so they are not compared with the return of the same code: {units}",
    ),
    Text(
        vi="không phải làm gì; đơn vị gồm trọn các đơn vị cũ thì được so sánh khi có đủ báo cáo kỳ trước của chúng",
        en="nothing to do; a unit made of whole old units is compared once the earlier returns of all of them are there",
    ),
    Text(vi="xã Tân Tri (06337) sau ngày 01/7/2025", en="Tan Tri commune (06337) since 1 July 2025"),
)
UNITS_ADDED_UP = Code(
    "P114",
    Severity.INFO,
    Text(
        vi="{count} đơn vị sáp nhập được so sánh với tổng số liệu kỳ trước của các đơn vị cũ: {units}",
        en="{count} merged units are compared with the sum of the earlier figures of the old units: {units}",
    ),
    Text(
        vi="không phải làm gì; chỉ cộng khi mọi đơn vị cũ nhập trọn vẹn và đều có báo cáo",
        en="nothing to do; they are added up only where every old unit went over whole and has a return",
    ),
    Text(vi="xã Tân Tri (06337), gồm ba xã cũ", en="Tan Tri commune (06337), made of three old ones"),
)
NOT_USED = Code(
    "P113",
    Severity.INFO,
    Text(
        vi="{count} báo cáo kỳ trước không dùng đến ({found}): của đơn vị khác, cấp khác hoặc kỳ không so sánh được",
        en="{count} earlier returns are of no use here ({found}): of other units, another level or a period that is not"
        " comparable",
    ),
    Text(vi="không phải làm gì", en="nothing to do"),
    Text(vi="thư mục kỳ trước có cả báo cáo cấp huyện", en="the earlier folder has district returns too"),
)
COPIED = Code(
    "P120",
    Severity.WARNING,
    Text(
        vi="biểu {forms}: mọi số phát sinh trong kỳ giống hệt báo cáo {when} (tệp “{other}”, {count} số khác 0); có thể là"
        " bản chép",
        en="form {forms}: all figures of the period are those of {when} (file “{other}”, {count} of them not 0): perhaps a"
        " copy",
    ),
    Text(
        vi="điền số liệu của kỳ này; nếu đúng là giống hệt thì ghi rõ ở cột ghi chú",
        en="fill in the figures of this period; if they are really the same, say so in the note column",
    ),
    Text(vi="tệp năm ngoái đổi tên rồi nộp lại", en="last year's file sent again under another name"),
)
