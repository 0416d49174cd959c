"""What can be said of a zip archive of returns, and of the files in it (F)."""

from __future__ import annotations

from typing import Final

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

_UNPACK: Final = Text(
    "Tự giải nén tệp này, đặt các tệp Excel bên trong vào thư mục nhận báo cáo rồi kiểm tra lại",
    "Unpack it yourself, put the Excel files in it into the folder of returns, and check again",
)
_PACK_AGAIN: Final = Text(
    "Nén lại từ các tệp gốc (chọn các tệp, bấm chuột phải, Gửi tới > Thư mục nén) hoặc gửi từng tệp",
    "Pack the original files again (select them, right-click, Send to > Compressed folder) or send them one by one",
)

BROKEN: Final = Code(
    "F190",
    Severity.ERROR,
    message=Text("Tệp nén bị hỏng, không mở được", "The archive is broken and cannot be opened"),
    help=_PACK_AGAIN,
    example=Text("Tệp .zip tải về không đủ", "A .zip that was not downloaded completely"),
)
TOO_MANY_FILES: Final = Code(
    "F191",
    Severity.ERROR,
    message=Text(
        "Tệp nén có {count} tệp, vượt mức {limit}", "The archive holds {count} files, over the limit of {limit}"
    ),
    help=Text("Chia thành nhiều tệp nén nhỏ hơn rồi gửi lại", "Split it into several smaller archives and send those"),
    example=Text("Cả ổ đĩa được nén vào một tệp", "A whole disk packed into one file"),
)
TOO_MUCH: Final = Code(
    "F192",
    Severity.ERROR,
    message=Text(
        "Các tệp trong tệp nén lớn tổng cộng {size} MB, vượt mức {limit} MB",
        "The files in the archive have {size} MB together, over the limit of {limit} MB",
    ),
    help=Text("Chia thành nhiều tệp nén nhỏ hơn rồi gửi lại", "Split it into several smaller archives and send those"),
    example=Text("Tệp được dựng để làm treo máy", "A file made to choke the computer"),
)
NOTHING_INSIDE: Final = Code(
    "F193",
    Severity.ERROR,
    message=Text("Tệp nén không có báo cáo nào bên trong", "There are no returns in the archive"),
    help=_PACK_AGAIN,
    example=Text("Nén một thư mục rỗng", "An empty folder was packed"),
)
LOCKED: Final = Code(
    "F194",
    Severity.ERROR,
    message=Text(
        "Tệp này nằm trong tệp nén có mật khẩu", "This file is in an archive and locked with the archive's password"
    ),
    help=_UNPACK,
    example=Text("Tệp .zip hỏi mật khẩu khi giải nén", "A .zip that asks for a password when it is unpacked"),
)
UNSAFE_NAME: Final = Code(
    "F195",
    Severity.ERROR,
    message=Text(
        "Tên của tệp này trong tệp nén trỏ ra ngoài tệp nén",
        "The name of this file points to somewhere outside the archive",
    ),
    help=_PACK_AGAIN,
    example=Text(
        "“../06331.xlsx” hoặc “C:/06331.xlsx” trong một tệp .zip", "“../06331.xlsx” or “C:/06331.xlsx” in a .zip"
    ),
)
TWICE: Final = Code(
    "F196",
    Severity.ERROR,
    message=Text("Tệp nén có {count} tệp cùng tên này", "The archive holds {count} files of this name"),
    help=Text(
        "Chỉ giữ tệp đúng, hoặc đặt tên khác nhau, rồi nén lại",
        "Keep the right one only, or name them differently, and pack again",
    ),
    example=Text("Hai tệp 06331.xlsx trong cùng một tệp .zip", "Two files 06331.xlsx in one .zip"),
)
METHOD: Final = Code(
    "F197",
    Severity.ERROR,
    message=Text(
        "Tệp này được nén theo cách mà chương trình không giải nén được",
        "This file is packed in a way that this program cannot unpack",
    ),
    help=_PACK_AGAIN,
    example=Text("Tệp .zip nén bằng LZMA hoặc Deflate64", "A .zip packed with LZMA or Deflate64"),
)
BOMB: Final = Code(
    "F198",
    Severity.ERROR,
    message=Text("Tệp này được nén bất thường ({ratio} lần)", "This file is compressed abnormally ({ratio} times)"),
    help=_UNPACK,
    example=Text("Tệp được dựng để làm treo máy", "A file made to choke the computer"),
)
BROKEN_FILE: Final = Code(
    "F199",
    Severity.ERROR,
    message=Text(
        "Tệp này trong tệp nén bị hỏng, không giải nén được",
        "This file in the archive is broken and cannot be unpacked",
    ),
    help=_PACK_AGAIN,
    example=Text("Tệp .zip bị hỏng một phần khi sao chép", "A .zip damaged in part while it was copied"),
)
