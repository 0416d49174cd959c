"""What can be said of a file before anything in it is understood (F)."""

from __future__ import annotations

from typing import Final

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

_SAVE_AS: Final = Text(
    "Mở bằng Excel rồi lưu lại dạng Excel Workbook (.xlsx), gửi lại tệp vừa lưu",
    "Open it in Excel, save it as Excel Workbook (.xlsx) and send the saved file",
)
_FILL_TEMPLATE: Final = Text(
    "Điền số liệu vào biểu mẫu Excel đã được gửi và gửi lại chính tệp đó",
    "Fill in the Excel template that was sent out and return that very file",
)
_RESAVE: Final = Text(
    "Mở tệp bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại; nếu Excel không mở được thì điền lại vào biểu mẫu mới",
    "Open the file in Excel, save it as a new .xlsx and send that; if Excel cannot open it, fill in a new template",
)
_COPY_OUT: Final = Text(
    "Mở biểu mẫu mới, chép riêng các số liệu sang (dán dạng giá trị) rồi gửi lại",
    "Open a new template, copy only the figures into it (paste as values) and send that",
)
_SEND_AGAIN: Final = Text(
    "Tải về hoặc sao chép lại tệp, mở thử bằng Excel rồi gửi lại",
    "Download or copy the file again, try to open it in Excel, then send it again",
)

# What the file is instead of a workbook.

EMPTY_FILE: Final = Code(
    "F101",
    Severity.ERROR,
    message=Text("Tệp rỗng, không có nội dung (0 byte)", "The file is empty (0 bytes)"),
    help=_SEND_AGAIN,
    example=Text("Tệp “Báo cáo.xlsx” có dung lượng 0 KB", "“Return.xlsx” has a size of 0 KB"),
)
NOT_SYNCHRONISED: Final = Code(
    "F102",
    Severity.ERROR,
    message=Text(
        "Tệp chưa được đồng bộ xong: nội dung toàn byte 0", "The file is not yet synchronised: it is all zero bytes"
    ),
    help=Text(
        "Chờ OneDrive, Google Drive hoặc Zalo tải xong tệp rồi kiểm tra lại",
        "Wait until OneDrive, Google Drive or the mail program has finished downloading, then check again",
    ),
    example=Text(
        "Tệp có dung lượng đúng nhưng chưa tải nội dung về máy",
        "The size is right but the content was not downloaded yet",
    ),
)
TRUNCATED: Final = Code(
    "F103",
    Severity.ERROR,
    message=Text("Tệp bị cắt cụt, thiếu phần cuối", "The file is cut off, its end is missing"),
    help=_SEND_AGAIN,
    example=Text("Đường truyền bị ngắt khi đang tải tệp", "The connection broke during the download"),
)
# F104, F106 and F108 said that .xls, .xlsb and XML Spreadsheet 2003 were not read. They are now, so nothing says so.
EXCEL_95: Final = Code(
    "F118",
    Severity.ERROR,
    message=Text(
        "Tệp ở dạng Excel 95 hoặc cũ hơn, không đọc chắc chắn được chữ Việt",
        "This is a file of Excel 95 or older, whose Vietnamese letters cannot be read with certainty",
    ),
    help=_SAVE_AS,
    example=Text("Báo cáo lưu dạng “Microsoft Excel 5.0/95”", "A return saved as “Microsoft Excel 5.0/95”"),
)
PASSWORD: Final = Code(
    "F105",
    Severity.ERROR,
    message=Text("Tệp có mật khẩu mở", "The file needs a password to be opened"),
    help=Text(
        "Bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu, xóa trống) rồi lưu và gửi lại; nơi "
        "nhận biết mật khẩu thì ghi vào một tệp và thêm --password-file TỆP",
        "Remove the password (File > Info > Protect Workbook > Encrypt with Password, leave it empty), save and send "
        "again; who receives it and knows the password writes it into a file and adds --password-file FILE",
    ),
    example=Text("Mở tệp thì Excel hỏi mật khẩu", "Excel asks for a password when opening it"),
)
OPEN_DOCUMENT: Final = Code(
    "F107",
    Severity.ERROR,
    message=Text(
        "Tệp OpenDocument này không phải bảng tính (.odt, .odp)",
        "This OpenDocument file is no spreadsheet (.odt, .odp)",
    ),
    help=_FILL_TEMPLATE,
    example=Text("Báo cáo bằng lời soạn bằng LibreOffice Writer", "A narrative report written in LibreOffice Writer"),
)
WEB_PAGE: Final = Code(
    "F109",
    Severity.ERROR,
    message=Text("Tệp này là trang web (HTML) mang tên Excel", "This is a web page (HTML) under an Excel name"),
    help=_SAVE_AS,
    example=Text(
        "Tệp tải từ phần mềm trực tuyến, thực chất là bảng HTML",
        "A download from an online system that is an HTML table",
    ),
)
TEXT_FILE: Final = Code(
    "F110",
    Severity.ERROR,
    message=Text(
        "Tệp này là văn bản thuần (CSV, TXT) mang tên Excel", "This is plain text (CSV, TXT) under an Excel name"
    ),
    help=_FILL_TEMPLATE,
    example=Text("Tệp .csv được đổi tên thành .xlsx", "A .csv renamed to .xlsx"),
)
PDF: Final = Code(
    "F111",
    Severity.ERROR,
    message=Text("Tệp này là PDF, không phải bảng tính", "This is a PDF, not a workbook"),
    help=Text("Gửi kèm tệp Excel gốc đã dùng để in ra bản PDF", "Send the Excel file that the PDF was printed from"),
    example=Text("Bản quét báo cáo đã ký", "A scan of the signed return"),
)
IMAGE: Final = Code(
    "F112",
    Severity.ERROR,
    message=Text("Tệp này là ảnh ({format}), không phải bảng tính", "This is a picture ({format}), not a workbook"),
    help=_FILL_TEMPLATE,
    example=Text("Ảnh chụp báo cáo bằng điện thoại", "A photograph of the return"),
)
WORD: Final = Code(
    "F113",
    Severity.ERROR,
    message=Text("Tệp này là tài liệu Word, không phải bảng tính", "This is a Word document, not a workbook"),
    help=_FILL_TEMPLATE,
    example=Text("Báo cáo bằng lời lưu dạng .docx", "A narrative report saved as .docx"),
)
POWERPOINT: Final = Code(
    "F114",
    Severity.ERROR,
    message=Text("Tệp này là bài trình chiếu PowerPoint", "This is a PowerPoint presentation"),
    help=_FILL_TEMPLATE,
    example=Text("Tệp .pptx đặt nhầm vào thư mục nhận báo cáo", "A .pptx put into the folder of returns by mistake"),
)
ARCHIVE: Final = Code(
    "F115",
    Severity.ERROR,
    message=Text("Tệp này là tệp nén ({format})", "This is an archive ({format})"),
    help=Text("Giải nén rồi gửi từng tệp Excel bên trong", "Unpack it and send each Excel file inside"),
    example=Text("Nhiều báo cáo nén trong một tệp .rar", "Several returns packed into one .rar"),
)
ZIP_OF_WORKBOOKS: Final = Code(
    "F116",
    Severity.ERROR,
    message=Text("Tệp này là tệp nén chứa {count} bảng tính", "This is a zip archive of {count} workbooks"),
    help=Text("Giải nén rồi gửi từng tệp Excel bên trong", "Unpack it and send each Excel file inside"),
    example=Text("Các xã gửi chung một tệp .zip", "Several communes share one .zip"),
)
NUMBERS: Final = Code(
    "F120",
    Severity.ERROR,
    message=Text("Tệp này của Apple Numbers, không phải Excel", "This is an Apple Numbers file, not Excel"),
    help=Text(
        "Trong Numbers chọn Xuất sang > Excel, gửi tệp .xlsx vừa xuất",
        "In Numbers choose Export To > Excel and send the .xlsx that it makes",
    ),
    example=Text("Báo cáo mở và lưu trên iPhone, iPad", "A return opened and saved on an iPhone or iPad"),
)
UNKNOWN_CONTENT: Final = Code(
    "F117",
    Severity.ERROR,
    message=Text("Không nhận ra đây là loại tệp gì", "The kind of this file is not known"),
    help=_FILL_TEMPLATE,
    example=Text("Tệp hỏng hoặc bị mã độc mã hóa", "A broken file, or one encrypted by malware"),
)

# Why the file could not be opened.

NOT_FOUND: Final = Code(
    "F121",
    Severity.ERROR,
    message=Text("Không có tệp này", "There is no such file"),
    help=Text("Kiểm tra lại tên tệp và thư mục", "Check the name and the folder"),
    example=Text("Tệp bị xóa hoặc đổi tên khi đang kiểm tra", "The file was deleted or renamed during the check"),
)
NOT_A_FILE: Final = Code(
    "F122",
    Severity.ERROR,
    message=Text("Đây không phải là tệp thông thường", "This is not an ordinary file"),
    help=Text("Bỏ mục này khỏi thư mục nhận báo cáo", "Remove it from the folder of returns"),
    example=Text("Một thư mục hoặc thiết bị mang tên .xlsx", "A folder or a device named .xlsx"),
)
LINK: Final = Code(
    "F123",
    Severity.ERROR,
    message=Text(
        "Đây là liên kết trỏ sang nơi khác, không phải tệp báo cáo", "This is a link to somewhere else, not a return"
    ),
    help=Text("Chép tệp thật vào thư mục nhận báo cáo", "Copy the real file into the folder of returns"),
    example=Text("Liên kết mềm trong thư mục inbox", "A symbolic link in the inbox"),
)
NO_PERMISSION: Final = Code(
    "F124",
    Severity.ERROR,
    message=Text("Không được phép mở tệp", "The file may not be opened"),
    help=Text(
        "Đóng tệp trong Excel, kiểm tra quyền đọc rồi thử lại",
        "Close the file in Excel, check the permissions and try again",
    ),
    example=Text("Tệp đang mở trong Excel trên máy khác", "The file is open in Excel on another computer"),
)
READ_FAILURE: Final = Code(
    "F125",
    Severity.ERROR,
    message=Text("Ổ đĩa hoặc mạng báo lỗi khi đọc tệp", "The disk or the network failed while reading the file"),
    help=_SEND_AGAIN,
    example=Text("Rút USB khi đang kiểm tra", "The USB stick was removed during the check"),
)
CHANGED: Final = Code(
    "F126",
    Severity.ERROR,
    message=Text("Tệp bị thay đổi trong lúc đang đọc", "The file changed while it was being read"),
    help=Text("Chờ sao chép hoặc lưu xong rồi kiểm tra lại", "Wait until copying or saving is done, then check again"),
    example=Text("Tệp đang được đồng bộ hoặc đang lưu", "The file is being synchronised or saved"),
)
TOO_LARGE: Final = Code(
    "F127",
    Severity.ERROR,
    message=Text("Tệp lớn {size} MB, vượt mức {limit} MB", "The file has {size} MB, over the limit of {limit} MB"),
    help=Text(
        "Bỏ hình ảnh và trang tính không thuộc biểu mẫu rồi gửi lại",
        "Remove pictures and sheets that are not of the template, then send again",
    ),
    example=Text("Báo cáo có chèn ảnh chụp", "A return with photographs in it"),
)

# What is wrong inside the package.

TOO_MANY_PARTS: Final = Code(
    "F131",
    Severity.ERROR,
    message=Text(
        "Tệp có {count} thành phần bên trong, vượt mức {limit}",
        "The file has {count} parts inside, over the limit of {limit}",
    ),
    help=_COPY_OUT,
    example=Text("Tệp chứa hàng nghìn hình vẽ nhỏ", "A file with thousands of small drawings"),
)
TOO_MUCH_CONTENT: Final = Code(
    "F132",
    Severity.ERROR,
    message=Text(
        "Nội dung giải nén {size} MB, vượt mức {limit} MB",
        "The content unpacks to {size} MB, over the limit of {limit} MB",
    ),
    help=_COPY_OUT,
    example=Text("Cả trang tính được kẻ khung đến dòng cuối cùng", "A sheet formatted down to the very last row"),
)
SUSPICIOUS_COMPRESSION: Final = Code(
    "F133",
    Severity.ERROR,
    message=Text(
        "Thành phần {part} nén bất thường ({ratio} lần)", "The part {part} is compressed abnormally ({ratio} times)"
    ),
    help=_COPY_OUT,
    example=Text("Tệp được dựng để làm treo máy", "A file made to choke the computer"),
)
DUPLICATE_PART: Final = Code(
    "F134",
    Severity.ERROR,
    message=Text("Thành phần {part} có hai bản trong tệp", "The part {part} is in the file twice"),
    help=_RESAVE,
    example=Text("Hai sheet1.xml trong cùng một tệp", "Two sheet1.xml in one file"),
)
OVERLAPPING_PARTS: Final = Code(
    "F135",
    Severity.ERROR,
    message=Text("Các thành phần trong tệp chồng lên nhau", "The parts of the file overlap"),
    help=_RESAVE,
    example=Text("Tệp được dựng để làm treo máy", "A file made to choke the computer"),
)
UNSAFE_PART_NAME: Final = Code(
    "F136",
    Severity.ERROR,
    message=Text("Thành phần {part} có tên không an toàn", "The part {part} has an unsafe name"),
    help=_RESAVE,
    example=Text("Tên thành phần chứa “..”", "A part name with “..” in it"),
)
COMPRESSION_METHOD: Final = Code(
    "F137",
    Severity.ERROR,
    message=Text(
        "Thành phần {part} dùng cách nén mà Excel không dùng",
        "The part {part} is compressed in a way that Excel does not use",
    ),
    help=_RESAVE,
    example=Text("Tệp được nén lại bằng phần mềm khác", "A file packed again by other software"),
)
ENCRYPTED_PART: Final = Code(
    "F138",
    Severity.ERROR,
    message=Text("Thành phần {part} bị khóa bằng mật khẩu nén", "The part {part} is locked by an archive password"),
    help=_RESAVE,
    example=Text("Tệp được nén lại có mật khẩu", "A file packed again with a password"),
)
DOCUMENT_TYPE: Final = Code(
    "F139",
    Severity.ERROR,
    message=Text(
        "Thành phần {part} chứa khai báo (DOCTYPE) không được phép",
        "The part {part} holds a forbidden declaration (DOCTYPE)",
    ),
    help=_COPY_OUT,
    example=Text("Tệp không do Excel tạo ra", "A file that no Excel made"),
)
ENCODING: Final = Code(
    "F140",
    Severity.ERROR,
    message=Text("Thành phần {part} không dùng bảng mã UTF-8", "The part {part} is not encoded in UTF-8"),
    help=_RESAVE,
    example=Text("Tệp do phần mềm khác xuất ra bằng UTF-16", "A file exported by other software in UTF-16"),
)
DAMAGED: Final = Code(
    "F141",
    Severity.ERROR,
    message=Text("Tệp bị hỏng, không đọc được nội dung", "The file is damaged, its content cannot be read"),
    help=_RESAVE,
    example=Text("Excel báo tệp cần được sửa chữa khi mở", "Excel offers to repair the file"),
)
MISSING_PART: Final = Code(
    "F142",
    Severity.ERROR,
    message=Text("Tệp thiếu thành phần {part}", "The part {part} of the file is missing"),
    help=_RESAVE,
    example=Text("Một trang tính có tên nhưng không có nội dung", "A sheet that has a name but no content"),
)
FAR_CELL: Final = Code(
    "F143",
    Severity.ERROR,
    message=Text(
        "Trang tính “{sheet}” có ô ở rất xa ngoài biểu, đầu tiên là ô {cell}",
        "Sheet “{sheet}” has cells far outside the form, the first one is {cell}",
    ),
    help=Text(
        "Xóa nội dung ô đó và mọi ô nằm xa ngoài biểu (xóa cả dòng, cả cột), lưu rồi gửi lại",
        "Delete that cell and all cells far outside the form (whole rows, whole columns), save and send again",
    ),
    example=Text("Gõ nhầm một dấu cách vào ô XFD1048576", "A space typed into cell XFD1048576 by mistake"),
)

DUPLICATE_SHEET: Final = Code(
    "F144",
    Severity.ERROR,
    message=Text("Tệp có hai trang tính cùng tên “{sheet}”", "The file has two sheets named “{sheet}”"),
    help=_RESAVE,
    example=Text("Tệp do phần mềm khác ghép lại", "A file put together by other software"),
)

# What happened while it was read.

TOO_SLOW: Final = Code(
    "F151",
    Severity.ERROR,
    message=Text("Đọc tệp quá lâu nên đã dừng lại", "Reading the file took too long and was stopped"),
    help=_COPY_OUT,
    example=Text("Trang tính có hàng triệu ô trống được định dạng", "A sheet with millions of formatted blank cells"),
)
TOO_MUCH_MEMORY: Final = Code(
    "F152",
    Severity.ERROR,
    message=Text(
        "Đọc tệp cần quá nhiều bộ nhớ (hơn {limit} MB) nên đã dừng lại",
        "Reading the file needs too much memory (over {limit} MB) and was stopped",
    ),
    help=_COPY_OUT,
    example=Text("Trang tính có hàng triệu ô", "A sheet with millions of cells"),
)
READER_STOPPED: Final = Code(
    "F153",
    Severity.ERROR,
    message=Text("Tệp hỏng đến mức trình đọc phải dừng đột ngột", "The file is so broken that its reader stopped dead"),
    help=_RESAVE,
    example=Text("Tệp hỏng một phần sau khi cứu dữ liệu", "A file broken in part after a data rescue"),
)
INTERNAL: Final = Code(
    "F999",
    Severity.ERROR,
    message=Text(
        "Chương trình gặp lỗi nội bộ khi xử lý tệp này ({error})", "The program itself failed on this file ({error})"
    ),
    help=Text(
        "Gửi tệp và dòng thông báo này cho người phụ trách phần mềm",
        "Send the file and this line to those who maintain the program",
    ),
    example=Text("Lỗi của chương trình, không phải của báo cáo", "A fault of the program, not of the return"),
)

# What is worth knowing of a file that is read all the same.

MACROS: Final = Code(
    "F161",
    Severity.WARNING,
    message=Text(
        "Tệp có macro; chỉ đọc số liệu, không chạy macro",
        "The file has macros; only its figures are read, macros are not run",
    ),
    help=Text("Lưu lại dạng Excel Workbook (.xlsx) không có macro", "Save it as Excel Workbook (.xlsx) without macros"),
    example=Text("Tệp .xlsm, hoặc .xlsm đổi tên thành .xlsx", "An .xlsm, or an .xlsm renamed to .xlsx"),
)
EXTERNAL_LINKS: Final = Code(
    "F162",
    Severity.INFO,
    message=Text(
        "Tệp có liên kết sang tệp khác; chỉ đọc giá trị đã lưu",
        "The file links to other files; only saved values are read",
    ),
    help=Text(
        "Dán số liệu dạng giá trị thay cho công thức liên kết", "Paste figures as values instead of linking formulas"
    ),
    example=Text("Công thức lấy số từ tệp của phòng khác", "A formula that takes figures from another office's file"),
)
LOCK_FILE: Final = Code(
    "F171",
    Severity.INFO,
    message=Text(
        "Bỏ qua tệp khóa tạm: báo cáo đang được mở ở máy nào đó",
        "A lock file is left out: somebody has the return open",
    ),
    help=Text(
        "Đóng báo cáo trong Excel hoặc LibreOffice nếu còn mở",
        "Close the return in Excel or LibreOffice if it is still open",
    ),
    example=Text("~$Báo cáo.xlsx", "~$Return.xlsx"),
)
SYSTEM_FILE: Final = Code(
    "F172",
    Severity.INFO,
    message=Text("Bỏ qua tệp của hệ điều hành", "A file of the operating system is left out"),
    help=Text("Không cần làm gì", "Nothing to do"),
    example=Text("Thumbs.db, desktop.ini, ._Báo cáo.xlsx", "Thumbs.db, desktop.ini, ._Return.xlsx"),
)
TEMPORARY_FILE: Final = Code(
    "F173",
    Severity.INFO,
    message=Text("Bỏ qua tệp tạm", "A temporary file is left out"),
    help=Text(
        "Kiểm tra xem báo cáo đã được lưu và tải xong chưa",
        "Check whether the return was saved and downloaded completely",
    ),
    example=Text("5A1C3F00.tmp", "5A1C3F00.tmp"),
)
