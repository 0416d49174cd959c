"""What can be said about a figure in a cell: T101 to T139."""

from __future__ import annotations

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

ERROR_VALUE = Code(
    "T101",
    Severity.ERROR,
    message=Text("ô chứa giá trị lỗi {found} của bảng tính", "the cell holds the spreadsheet error {found}"),
    help=Text(
        "xóa công thức bị lỗi và nhập lại nội dung",
        "delete the broken formula and type the content again",
    ),
    example=Text("#REF!", "#REF!"),
)
NOT_A_NUMBER = Code(
    "T102",
    Severity.ERROR,
    message=Text("ô cần số liệu nhưng ghi “{found}”", "a figure is needed, but the cell says “{found}”"),
    help=Text(
        "chỉ nhập con số; ghi giải thích vào cột Ghi chú",
        "type only the figure; put explanations in the Note column",
    ),
    example=Text("“nhiều” trong ô số lượng", "“many” in a count cell"),
)
TEXT_NUMBER = Code(
    "T103",
    Severity.INFO,
    message=Text(
        "ô ghi “{found}” dạng văn bản, được đọc là số {value}",
        "the text “{found}” was read as the number {value}",
    ),
    help=Text(
        "kiểm tra số đã đọc; lần sau nhập dạng số",
        "check the figure that was read; type it as a number next time",
    ),
    example=Text("“1.500” dạng văn bản được đọc là 1500", "the text “1.500” is read as 1500"),
)
NOT_WHOLE = Code(
    "T104",
    Severity.ERROR,
    message=Text("ô cần số nguyên nhưng ghi {found}", "a whole number is needed, but the cell says {found}"),
    help=Text("nhập số nguyên, không có phần thập phân", "type a whole number without decimals"),
    example=Text("12,3456 trong ô số lượng", "12.3456 in a count cell"),
)
THOUSANDS_LOST = Code(
    "T105",
    Severity.ERROR,
    message=Text(
        "ô cần số nguyên nhưng ghi {found}; có thể là {hint}",
        "a whole number is needed, but the cell says {found}; it may be {hint}",
    ),
    help=Text(
        "nhập {hint} nếu đúng là số này, không gõ dấu chấm ngăn cách hàng nghìn",
        "type {hint} if that is the figure, without a separator of thousands",
    ),
    example=Text("gõ 1.500 nhưng Excel hiểu là 1,5", "1.500 was typed and Excel took it for 1.5"),
)
MALFORMED_NUMBER = Code(
    "T106",
    Severity.ERROR,
    message=Text(
        "số “{found}” có dấu chấm, dấu phẩy hoặc khoảng trắng đặt không đúng chỗ",
        "the number “{found}” has a dot, comma or space in the wrong place",
    ),
    help=Text(
        "nhập lại con số, không gõ dấu ngăn cách hàng nghìn",
        "type the figure again, without separators of thousands",
    ),
    example=Text("1.23.4", "1.23.4"),
)
COMMA_THOUSANDS = Code(
    "T107",
    Severity.WARNING,
    message=Text(
        "ô ghi “{found}” dùng dấu phẩy ngăn cách hàng nghìn, được đọc là {value}",
        "“{found}” has commas between thousands and was read as {value}",
    ),
    help=Text(
        "kiểm tra số đã đọc và nhập lại dạng số",
        "check the figure that was read and type it as a number",
    ),
    example=Text("“46,111” trong ô số lượng được đọc là 46111", "“46,111” in a count cell is read as 46111"),
)
AMBIGUOUS_SEPARATOR = Code(
    "T108",
    Severity.WARNING,
    message=Text(
        "ô ghi “{found}” có thể là {value} hoặc {other}, được đọc là {value}",
        "“{found}” may be {value} or {other} and was read as {value}",
    ),
    help=Text(
        "kiểm tra số đã đọc và nhập lại dạng số",
        "check the figure that was read and type it as a number",
    ),
    example=Text(
        "“46,111” trong ô tỷ lệ được đọc là 46,111",
        "“46,111” in a percentage cell is read as 46.111",
    ),
)
DOT_DECIMAL = Code(
    "T109",
    Severity.WARNING,
    message=Text(
        "ô ghi “{found}” dùng dấu chấm cho phần thập phân, được đọc là {value}",
        "“{found}” has a decimal point in text and was read as {value}",
    ),
    help=Text(
        "kiểm tra số đã đọc và nhập lại dạng số",
        "check the figure that was read and type it as a number",
    ),
    example=Text("“3.37” dạng văn bản trong ô tỷ lệ", "the text “3.37” in a percentage cell"),
)
UNIT_IN_CELL = Code(
    "T110",
    Severity.WARNING,
    message=Text(
        "ô ghi “{found}” có cả đơn vị tính, được đọc là {value}",
        "“{found}” has a unit of measure in it and was read as {value}",
    ),
    help=Text(
        "chỉ nhập con số, đơn vị tính đã có trên biểu",
        "type only the figure; the form already prints the unit of measure",
    ),
    example=Text("“04 cuộc” được đọc là 4", "“04 cuộc” is read as 4"),
)
SCALE_WORD = Code(
    "T111",
    Severity.ERROR,
    message=Text(
        "ô ghi “{found}”, chữ “{word}” làm thay đổi độ lớn của số",
        "the cell says “{found}”, where “{word}” changes the size of the figure",
    ),
    help=Text(
        "nhập con số đầy đủ theo đơn vị tính của chỉ tiêu",
        "type the whole figure in the unit of measure of the indicator",
    ),
    example=Text("“1,5 triệu”", "“1,5 triệu” (1.5 million)"),
)
FRACTION = Code(
    "T112",
    Severity.ERROR,
    message=Text(
        "ô ghi “{found}”, có thể là {female} nữ trên tổng số {total}",
        "the cell says “{found}”, perhaps {female} women of a total of {total}",
    ),
    help=Text(
        "nhập {total} vào cột tổng số và {female} vào cột nữ nếu đúng như vậy",
        "type {total} under the total and {female} under women if that is meant",
    ),
    example=Text("“20/49” trong ô số lượng", "“20/49” in a count cell"),
)
FRACTION_OR_DATE = Code(
    "T132",
    Severity.ERROR,
    message=Text(
        "ô ghi “{found}”, có thể là {female} nữ trên tổng số {total} hoặc ngày {day} tháng {month}",
        "the cell says “{found}”: perhaps {female} women of a total of {total}, or day {day} of month {month}",
    ),
    help=Text(
        "nhập riêng tổng số và số nữ vào đúng cột, không gõ dấu gạch chéo",
        "type the total and the number of women in their own columns, without a slash",
    ),
    example=Text("“03/05” trong ô số lượng", "“03/05” in a count cell"),
)
DATE_FOR_NUMBER = Code(
    "T113",
    Severity.ERROR,
    message=Text(
        "ô cần số liệu nhưng chứa ngày tháng {found}",
        "a figure is needed, but the cell holds the date {found}",
    ),
    help=Text(
        "định dạng lại ô thành số rồi nhập lại số liệu",
        "format the cell as a number and type the figure again",
    ),
    example=Text(
        "gõ 04/10, Excel đổi thành ngày 04/10/2026",
        "04/10 was typed and Excel made it 4 October 2026",
    ),
)
APPROXIMATE = Code(
    "T114",
    Severity.WARNING,
    message=Text(
        "ô ghi số ước lượng “{found}”, được đọc là {value}",
        "the figure “{found}” is approximate and was read as {value}",
    ),
    help=Text("nhập số chính xác nếu có", "type the exact figure if it is known"),
    example=Text("“hơn 330” được đọc là 330", "“hơn 330” (over 330) is read as 330"),
)
UPPER_BOUND = Code(
    "T115",
    Severity.ERROR,
    message=Text(
        "ô ghi “{found}” chỉ cho biết mức cao nhất",
        "“{found}” tells only what the figure does not exceed",
    ),
    help=Text("nhập con số cụ thể", "type the figure itself"),
    example=Text("“dưới 50”", "“dưới 50” (under 50)"),
)
RANGE = Code(
    "T116",
    Severity.ERROR,
    message=Text(
        "ô ghi một khoảng “{found}” thay vì một con số",
        "the cell holds the range “{found}” instead of one figure",
    ),
    help=Text("nhập một con số duy nhất", "type one figure"),
    example=Text("“3-4”", "“3-4”"),
)
LETTER_FOR_DIGIT = Code(
    "T117",
    Severity.ERROR,
    message=Text(
        "ô ghi “{found}” có chữ cái trông giống chữ số; có thể là {hint}",
        "“{found}” has a letter that looks like a digit; it may be {hint}",
    ),
    help=Text("nhập lại bằng chữ số", "type it again in digits"),
    example=Text("“1O5” có chữ O thay cho số 0", "“1O5” with the letter O for a zero"),
)
NEGATIVE = Code(
    "T118",
    Severity.ERROR,
    message=Text("ô ghi số âm {found}", "the cell holds the negative number {found}"),
    help=Text("nhập số không âm", "type a number that is not negative"),
    example=Text("-3 trong ô số lượng", "-3 in a count cell"),
)
ZERO_WORD = Code(
    "T119",
    Severity.INFO,
    message=Text("ô ghi “{found}”, được đọc là 0", "the cell says “{found}”, which was read as 0"),
    help=Text("nhập số 0 khi không phát sinh", "type 0 when there was nothing to report"),
    example=Text("“Không” được đọc là 0", "“Không” (none) is read as 0"),
)
UNAVAILABLE = Code(
    "T120",
    Severity.WARNING,
    message=Text(
        "ô ghi “{found}”, số liệu chưa thu thập được",
        "the cell says “{found}”: the figure is not available",
    ),
    help=Text("bổ sung số liệu khi thu thập được", "supply the figure when it is available"),
    example=Text("“…”", "“…”"),
)
NOT_APPLICABLE = Code(
    "T121",
    Severity.ERROR,
    message=Text(
        "ô ghi “{found}” (không thuộc phạm vi) nhưng chỉ tiêu này phải báo cáo",
        "the cell says “{found}” (not applicable), but this item applies",
    ),
    help=Text(
        "nhập số liệu, hoặc số 0 nếu không phát sinh",
        "type the figure, or 0 if there was nothing to report",
    ),
    example=Text("“x” trong ô phải báo cáo", "“x” in a cell that applies"),
)
BOOLEAN = Code(
    "T122",
    Severity.ERROR,
    message=Text(
        "ô cần số liệu nhưng chứa giá trị {found}",
        "a figure is needed, but the cell holds {found}",
    ),
    help=Text("nhập con số", "type the figure"),
    example=Text("TRUE trong ô số lượng", "TRUE in a count cell"),
)
NOT_FINITE = Code(
    "T123",
    Severity.ERROR,
    message=Text(
        "ô chứa giá trị {found}, không phải là số xác định",
        "the cell holds {found}, which is not a finite number",
    ),
    help=Text("nhập lại số liệu", "type the figure again"),
    example=Text("vô cực hoặc không xác định", "infinity or not a number"),
)
TOO_LARGE = Code(
    "T124",
    Severity.ERROR,
    message=Text(
        "số {found} quá lớn, bảng tính không giữ được chính xác",
        "the number {found} is too large for a spreadsheet to keep exactly",
    ),
    help=Text("kiểm tra và nhập lại số liệu", "check the figure and type it again"),
    example=Text("số có hơn 15 chữ số", "a number of more than 15 digits"),
)
BELOW_MINIMUM = Code(
    "T125",
    Severity.ERROR,
    message=Text(
        "số {found} nhỏ hơn mức thấp nhất cho phép là {minimum}",
        "the number {found} is below the smallest allowed, {minimum}",
    ),
    help=Text("kiểm tra và nhập lại số liệu", "check the figure and type it again"),
    example=Text("0 lớp khi ít nhất phải là 1", "0 classes where at least 1 is needed"),
)
ABOVE_MAXIMUM = Code(
    "T126",
    Severity.ERROR,
    message=Text(
        "số {found} lớn hơn mức cao nhất cho phép là {maximum}",
        "the number {found} is above the largest allowed, {maximum}",
    ),
    help=Text("kiểm tra và nhập lại số liệu", "check the figure and type it again"),
    example=Text("15 khi nhiều nhất là 12", "15 where at most 12 is allowed"),
)
PERCENT_SCALE = Code(
    "T127",
    Severity.WARNING,
    message=Text(
        "tỷ lệ {found} có thể là {value} % hoặc {other} %, được đọc là {value} %",
        "the percentage {found} may be {value} % or {other} % and was read as {value} %",
    ),
    help=Text(
        "nhập tỷ lệ theo thang 100, ví dụ 29,46; nếu nhỏ hơn 1 % thì gõ kèm dấu %",
        "type percentages on a scale of 100, such as 29.46; below 1 %, type the % sign too",
    ),
    example=Text("0,2946 được đọc là 29,46 %", "0.2946 is read as 29.46 %"),
)
PERCENT_OVER_100 = Code(
    "T128",
    Severity.WARNING,
    message=Text("tỷ lệ {found} lớn hơn 100 %", "the percentage {found} is over 100 %"),
    help=Text("kiểm tra dấu phẩy thập phân của tỷ lệ", "check the decimal separator of the percentage"),
    example=Text("4082 thay vì 40,82", "4082 instead of 40.82"),
)
PERCENT_SIGN = Code(
    "T129",
    Severity.ERROR,
    message=Text(
        "ô cần số lượng nhưng ghi tỷ lệ “{found}”",
        "a number is needed, but the cell holds the percentage “{found}”",
    ),
    help=Text("nhập số lượng, không nhập tỷ lệ phần trăm", "type the number, not a percentage"),
    example=Text("“90%” trong ô số lượng", "“90%” in a count cell"),
)
FLAG_WORD = Code(
    "T130",
    Severity.INFO,
    message=Text(
        "ô ghi “{found}”, được đọc là {value}",
        "the cell says “{found}”, which was read as {value}",
    ),
    help=Text("nhập 1 nếu có, 0 nếu không", "type 1 for yes and 0 for no"),
    example=Text("“Có” được đọc là 1", "“Có” (yes) is read as 1"),
)
NOT_A_FLAG = Code(
    "T131",
    Severity.ERROR,
    message=Text(
        "ô chỉ nhận 1 (có) hoặc 0 (không) nhưng ghi {found}",
        "only 1 (yes) or 0 (no) can stand here, but the cell says {found}",
    ),
    help=Text("nhập 1 nếu có, 0 nếu không", "type 1 for yes and 0 for no"),
    example=Text("2 trong ô có/không", "2 in a yes/no cell"),
)
