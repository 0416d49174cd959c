"""F2: what was done to a workbook beside its figures; none of it changes what is read."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

UNLOCKED = Code(
    "F201",
    Severity.INFO,
    Text(
        vi="đã bỏ bảo vệ trang tính, nên nhãn và công thức có thể bị sửa: {sheets}",
        en="sheets are no longer protected, so that labels and formulas could be edited: {sheets}",
    ),
    Text(
        vi="không cần làm gì nếu không có lỗi khác; lần sau không bỏ bảo vệ trang tính",
        en="nothing to do when nothing else is said; leave the protection next time",
    ),
    Text(vi="bỏ bảo vệ trang tính Biểu 09", en="form 09 unprotected"),
)
VALIDATION_LOST = Code(
    "F202",
    Severity.INFO,
    Text(
        vi="{count} ô không còn được kiểm tra khi nhập ({ranges}), thường do dán đè",
        en="{count} {count|cell no longer checks|cells no longer check} what is typed ({ranges}), mostly because something was pasted there",
    ),
    Text(
        vi="kiểm tra lại số liệu của các ô này; lần sau dán bằng “Paste Special – Values”",
        en="look at the figures in these cells; use “Paste Special – Values” next time",
    ),
    Text(vi="dán cả vùng từ tệp khác vào biểu", en="a range pasted from another workbook"),
)
FORMULA_ALTERED = Code(
    "F203",
    Severity.WARNING,
    Text(
        vi="công thức của {count} ô tính toán khác với các ô khác của cột",
        en="the formula of {count} computed {count|cell|cells} is not that of the other cells of the column",
    ),
    Text(
        vi="chép lại công thức từ ô bên cạnh; giá trị vẫn được tính lại từ các ô nhập liệu",
        en="copy the formula from the next cell; the value is worked out from the input cells in any case",
    ),
    Text(vi="sửa =E8/D8*100 thành =E8/D9*100", en="=E8/D8*100 edited to =E8/D9*100"),
)
HIDDEN_LINES = Code(
    "F204",
    Severity.WARNING,
    Text(
        vi="có {rows} dòng và {columns} cột của bảng bị ẩn nhưng có nội dung; nội dung vẫn được đọc",
        en="{rows} {rows|row|rows} and {columns} {columns|column|columns} of the table are hidden and hold content; it was read all the same",
    ),
    Text(vi="bỏ ẩn, bỏ bộ lọc và kiểm tra số liệu", en="unhide them, take filters off and look at the figures"),
    Text(vi="để sót bộ lọc trên bảng", en="a filter left on"),
)
COMMENTS = Code(
    "F205",
    Severity.INFO,
    Text(
        vi="có {count} ghi chú (comment) gắn vào ô; nội dung ghi chú không được đọc",
        en="{count} {count|cell has|cells have} a comment; comments are not read",
    ),
    Text(
        vi="điều cần báo cáo thì ghi vào cột Ghi chú của biểu",
        en="what is to be reported goes into the note column of the form",
    ),
    Text(vi="gắn ghi chú “xem lại” vào ô D9", en="a comment “to be checked” on D9"),
)
EXTERNAL_LINKS = Code(
    "F206",
    Severity.INFO,
    Text(
        vi="công thức của {count} ô lấy giá trị từ tệp khác; chỉ lấy giá trị đã lưu",
        en="the formulas of {count} {count|cell|cells} take their values from other files; only the stored values were taken",
    ),
    Text(
        vi="gõ giá trị thay cho công thức, hoặc dùng Data, Edit Links, Break Link rồi lưu lại",
        en="type the values instead, or use Data, Edit Links, Break Link and save",
    ),
    Text(vi="='[tonghop.xlsx]Sheet1'!C5 trong ô Tổng số", en="='[totals.xlsx]Sheet1'!C5 in the total"),
)
