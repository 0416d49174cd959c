"""What can be said of a file that is locked with a password (F)."""

from __future__ import annotations

from typing import Final

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

OPEN_DOCUMENT_PASSWORD: Final = Code(
    "F119",
    Severity.ERROR,
    message=Text(
        "Tệp .ods có mật khẩu mở; chương trình không mở được loại mật khẩu này",
        "The .ods file needs a password; this program cannot open that kind of password",
    ),
    help=Text(
        "Mở bằng LibreOffice, chọn Lưu thành, bỏ dấu “Lưu với mật khẩu”, lưu rồi gửi lại",
        "Open it in LibreOffice, choose Save As, untick “Save with password”, save and send again",
    ),
    example=Text("Tệp .ods lưu với mật khẩu trong LibreOffice", "An .ods saved with a password in LibreOffice"),
)
WRONG_PASSWORD: Final = Code(
    "F181",
    Severity.ERROR,
    message=Text(
        "Tệp có mật khẩu mở, và không mật khẩu nào trong {count} mật khẩu đã cho mở được",
        "The file needs a password, and none of the {count} given opens it",
    ),
    help=Text(
        "Hỏi lại đơn vị mật khẩu đúng (phân biệt chữ hoa, chữ thường) hoặc đề nghị gửi tệp không có mật khẩu",
        "Ask the unit for the right password (capitals count), or for the file without one",
    ),
    example=Text("Đơn vị đã đổi mật khẩu so với kỳ trước", "The unit has changed its password since the last period"),
)
UNKNOWN_LOCK: Final = Code(
    "F182",
    Severity.ERROR,
    message=Text(
        "Tệp được khóa theo cách mà chương trình không mở được",
        "The file is locked in a way that this program cannot open",
    ),
    help=Text(
        "Mở bằng Excel, bỏ mật khẩu hoặc giới hạn quyền truy cập (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu rồi gửi lại",
        "Open it in Excel, remove the password or the restricted access (File > Info > Protect Workbook), save, send again",
    ),
    example=Text("Tệp được bảo vệ bằng quản lý quyền (IRM)", "A file under rights management (IRM)"),
)
UNLOCKED: Final = Code(
    "F163",
    Severity.INFO,
    message=Text(
        "Tệp có mật khẩu, đã mở bằng mật khẩu được cho", "The file has a password and was opened with the one given"
    ),
    help=Text("Không cần làm gì", "Nothing to do"),
    example=Text("Báo cáo được gửi kèm mật khẩu qua điện thoại", "A return whose password came by telephone"),
)
