"""What can be said about a text, choice, date, unit or term in a cell: T141 to T199."""

from __future__ import annotations

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

TEXT_TOO_SHORT = Code(
    "T141",
    Severity.ERROR,
    message=Text(
        "nội dung “{found}” có {length} ký tự, cần ít nhất {minimum}",
        "“{found}” has {length} characters; at least {minimum} are needed",
    ),
    help=Text("ghi nội dung đầy đủ hơn", "write it out more fully"),
    example=Text("“TH” khi cần ít nhất 5 ký tự", "“TH” where at least 5 characters are needed"),
)
TEXT_TOO_LONG = Code(
    "T142",
    Severity.ERROR,
    message=Text(
        "nội dung dài {length} ký tự, nhiều nhất là {maximum}",
        "the text has {length} characters; at most {maximum} are allowed",
    ),
    help=Text("viết ngắn gọn lại", "make it shorter"),
    example=Text("tên hoạt động dài hơn 300 ký tự", "a title of more than 300 characters"),
)
SUSPICIOUS_TEXT = Code(
    "T143",
    Severity.WARNING,
    message=Text(
        "nội dung “{found}” bắt đầu bằng ký tự “{first}” như một công thức",
        "“{found}” begins with “{first}”, as a formula does",
    ),
    help=Text(
        "bỏ ký tự “{first}” ở đầu nếu đó không phải là nội dung",
        "remove the leading “{first}” if it is not meant",
    ),
    example=Text("“=HYPERLINK(…)” trong ô ghi chú", "“=HYPERLINK(…)” in a note"),
)
CONTROL_CHARACTERS = Code(
    "T144",
    Severity.WARNING,
    message=Text(
        "nội dung “{found}” có {count} ký tự điều khiển không nhìn thấy, đã được bỏ đi",
        "“{found}” had {count} invisible control characters, which were removed",
    ),
    help=Text(
        "kiểm tra lại nội dung và gõ lại nếu thiếu chữ",
        "check the text and type it again if letters are missing",
    ),
    example=Text("văn bản sao chép từ phần mềm khác", "text copied from another program"),
)
DATE_IN_TEXT = Code(
    "T145",
    Severity.WARNING,
    message=Text(
        "ô cần nội dung chữ nhưng chứa ngày tháng {found}",
        "text is needed, but the cell holds the date {found}",
    ),
    help=Text(
        "kiểm tra: bảng tính có thể đã đổi nội dung đã gõ thành ngày tháng",
        "check it: the spreadsheet may have turned what was typed into a date",
    ),
    example=Text("gõ số văn bản 20/5, Excel đổi thành ngày", "document number 20/5 became a date"),
)
NOT_A_CHOICE = Code(
    "T151",
    Severity.ERROR,
    message=Text("“{found}” không có trong danh sách lựa chọn", "“{found}” is not one of the choices"),
    help=Text("chọn một mục trong danh sách của ô", "choose an item from the list of the cell"),
    example=Text("“đi tham quan” ở cột loại hoạt động", "“excursion” under type of activity"),
)
CHOICE_NEAR = Code(
    "T152",
    Severity.ERROR,
    message=Text(
        "“{found}” không có trong danh sách lựa chọn; gần nhất là: {nearest}",
        "“{found}” is not one of the choices; nearest: {nearest}",
    ),
    help=Text("chọn một mục trong danh sách của ô", "choose an item from the list of the cell"),
    example=Text("“tap huan” thay vì “Tập huấn”", "“Trainning” instead of “Training”"),
)
WRONG_DATE = Code(
    "T161",
    Severity.ERROR,
    message=Text("“{found}” không phải là ngày tháng hợp lệ", "“{found}” is not a valid date"),
    help=Text(
        "nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/05/2024",
        "type the date as day/month/year, such as 31/05/2024",
    ),
    example=Text("31/02/2024", "31/02/2024"),
)
ZERO_DATE = Code(
    "T162",
    Severity.ERROR,
    message=Text(
        "ô chứa ngày 00/01/1900, tức là chưa có ngày",
        "the cell holds 00/01/1900, which stands for no date at all",
    ),
    help=Text(
        "nhập ngày theo dạng ngày/tháng/năm, ví dụ 31/05/2024",
        "type the date as day/month/year, such as 31/05/2024",
    ),
    example=Text("1900-01-00", "1900-01-00"),
)
DATE_INCOMPLETE = Code(
    "T163",
    Severity.ERROR,
    message=Text(
        "ngày tháng “{found}” chưa đủ ngày, tháng, năm",
        "the date “{found}” lacks a day or a month",
    ),
    help=Text("nhập đủ ngày/tháng/năm, ví dụ 31/05/2024", "type day, month and year, such as 31/05/2024"),
    example=Text("“ngày … tháng 6 năm 2024”", "“ngày … tháng 6 năm 2024” (no day)"),
)
DATE_FROM_TEXT = Code(
    "T164",
    Severity.INFO,
    message=Text(
        "ngày tháng “{found}” ở dạng văn bản, được đọc là {value}",
        "the text “{found}” was read as the date {value}",
    ),
    help=Text("kiểm tra ngày đã đọc", "check the date that was read"),
    example=Text("“31/05/2024” dạng văn bản", "“31/05/2024” as text"),
)
DATE_FROM_NUMBER = Code(
    "T165",
    Severity.WARNING,
    message=Text(
        "ô cần ngày tháng nhưng chứa số {found}, được đọc là {value}",
        "a date is needed; the number {found} was read as {value}",
    ),
    help=Text(
        "kiểm tra ngày đã đọc và định dạng lại ô thành ngày tháng",
        "check the date that was read and format the cell as a date",
    ),
    example=Text("45443 được đọc là 2024-05-31", "45443 is read as 2024-05-31"),
)
YEAR_AS_DATE = Code(
    "T166",
    Severity.WARNING,
    message=Text(
        "ô chứa ngày {found}, được đọc là năm {value}",
        "the cell holds the date {found} and was read as the year {value}",
    ),
    help=Text("kiểm tra năm đã đọc", "check the year that was read"),
    example=Text(
        "gõ 2024 vào ô định dạng ngày, Excel đổi thành 16/07/1905",
        "2024 typed in a date cell became 16/07/1905",
    ),
)
DATE_OUT_OF_RANGE = Code(
    "T167",
    Severity.ERROR,
    message=Text(
        "ngày {found} nằm ngoài khoảng từ năm 1945 đến năm 2100",
        "the date {found} is not between the years 1945 and 2100",
    ),
    help=Text("kiểm tra năm và nhập lại ngày", "check the year and type the date again"),
    example=Text("15/01/1900", "15/01/1900"),
)
SHORT_YEAR = Code(
    "T168",
    Severity.WARNING,
    message=Text(
        "ngày “{found}” chỉ ghi hai chữ số của năm, được đọc là {value}",
        "the date “{found}” has a year of two digits and was read as {value}",
    ),
    help=Text("ghi năm đủ bốn chữ số", "write the year with four digits"),
    example=Text("31/5/24", "31/5/24"),
)
TIME_DROPPED = Code(
    "T169",
    Severity.INFO,
    message=Text(
        "ô ghi cả giờ ({found}), chỉ ngày {value} được lấy",
        "the cell holds a time of day too ({found}); only the date {value} was taken",
    ),
    help=Text("chỉ nhập ngày tháng", "type only the date"),
    example=Text("31/05/2024 14:30", "31/05/2024 14:30"),
)
DATE_TWO_WAYS = Code(
    "T170",
    Severity.INFO,
    message=Text(
        "ngày tháng “{found}” được đọc theo thứ tự ngày/tháng/năm là {value}; nếu ghi tháng trước thì là {other}",
        "the date “{found}” was read as day/month/year, {value}; with the month first it would be {other}",
    ),
    help=Text("kiểm tra ngày đã đọc", "check the date that was read"),
    example=Text("“03/05/2024” dạng văn bản là ngày 3 tháng 5", "the text “03/05/2024” is the third of May"),
)
MONTH_FIRST = Code(
    "T176",
    Severity.WARNING,
    message=Text(
        "ngày tháng “{found}” ghi tháng trước ngày, được đọc là {value}",
        "the date “{found}” has the month before the day and was read as {value}",
    ),
    help=Text(
        "kiểm tra ngày đã đọc; nhập ngày theo dạng ngày/tháng/năm",
        "check the date that was read; type dates as day/month/year",
    ),
    example=Text("“05/31/2024”", "“05/31/2024”"),
)
UNIT_MALFORMED = Code(
    "T171",
    Severity.ERROR,
    message=Text(
        "“{found}” không phải là mã đơn vị hành chính",
        "“{found}” is not the code of an administrative unit",
    ),
    help=Text(
        "nhập mã 2 chữ số (tỉnh), 3 chữ số (huyện) hoặc 5 chữ số (xã)",
        "type a code of 2 digits (province), 3 digits (district) or 5 digits (commune)",
    ),
    example=Text("tên xã thay vì mã", "a name instead of a code"),
)
UNIT_ZERO_LOST = Code(
    "T172",
    Severity.INFO,
    message=Text(
        "mã đơn vị {found} bị mất số 0 ở đầu, được đọc là {value}",
        "the unit code {found} lost its leading zero and was read as {value}",
    ),
    help=Text("nhập mã dạng văn bản, giữ số 0 ở đầu", "type the code as text, with its leading zero"),
    example=Text("6331 được đọc là 06331", "6331 is read as 06331"),
)
UNIT_AMBIGUOUS = Code(
    "T173",
    Severity.WARNING,
    message=Text(
        "mã đơn vị {found} ở dạng số, có thể đã mất số 0 ở đầu, được đọc là {value}",
        "the unit code {found} is a number and may have lost zeros; it was read as {value}",
    ),
    help=Text("kiểm tra mã và nhập lại dạng văn bản", "check the code and type it as text"),
    example=Text("số 88 có thể là mã 88 hoặc 088", "the number 88 can be code 88 or 088"),
)
UNIT_ONLY_ONE = Code(
    "T174",
    Severity.ERROR,
    message=Text(
        "ô chỉ nhận một mã đơn vị nhưng ghi “{found}”",
        "one unit code can stand here, but the cell says “{found}”",
    ),
    help=Text("chỉ giữ lại một mã đơn vị", "keep one unit code"),
    example=Text("“03004;03010”", "“03004;03010”"),
)
UNIT_NAME_DROPPED = Code(
    "T175",
    Severity.INFO,
    message=Text(
        "ô ghi “{found}”, chỉ mã {value} được lấy",
        "the cell says “{found}”; only the code {value} was taken",
    ),
    help=Text("chỉ nhập mã đơn vị", "type only the code"),
    example=Text("“06331 - Vạn Thủy”", "“06331 - Vạn Thủy”"),
)
BAD_TERM = Code(
    "T181",
    Severity.ERROR,
    message=Text("“{found}” không phải là nhiệm kỳ 5 năm", "“{found}” is not a term of five years"),
    help=Text("nhập nhiệm kỳ theo dạng 2021-2026", "type the term of office as 2021-2026"),
    example=Text("“21-26”", "“21-26”"),
)
TERM_WORDS = Code(
    "T182",
    Severity.INFO,
    message=Text(
        "ô ghi “{found}”, được đọc là nhiệm kỳ {value}",
        "the cell says “{found}”, which was read as the term {value}",
    ),
    help=Text("chỉ nhập nhiệm kỳ theo dạng 2021-2026", "type only the term, as 2021-2026"),
    example=Text("“Nhiệm kỳ 2021 - 2026”", "“Nhiệm kỳ 2021 - 2026”"),
)
