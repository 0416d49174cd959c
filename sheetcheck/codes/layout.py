"""L: what can be wrong with the shape of a return; nothing that somebody typed is passed over."""

from sheetcheck.finding import Code, Severity
from sheetcheck.text import Text

FORM_MISSING = Code(
    "L101",
    Severity.ERROR,
    Text(vi="không có trang tính của Biểu {form}", en="the sheet of form {form} is not in the workbook"),
    Text(
        vi="điền vào biểu mẫu gốc, không xóa hoặc tách trang tính",
        en="fill in the original template; do not delete or split sheets",
    ),
    Text(vi="tệp nộp về chỉ còn Biểu 01 và Biểu 09", en="only forms 01 and 09 came back"),
)
SHEET_RENAMED = Code(
    "L102",
    Severity.INFO,
    Text(
        vi="trang tính “{found}” được nhận là Biểu {form} theo tiêu đề của biểu",
        en="sheet “{found}” was taken as form {form} by its printed heading",
    ),
    Text(vi="lần sau giữ nguyên tên trang tính", en="keep the sheet names next time"),
    Text(vi="trang tính mang tên Sheet1", en="a sheet named Sheet1"),
)
WRONG_FORM = Code(
    "L103",
    Severity.ERROR,
    Text(
        vi="trang tính của Biểu {expected} lại chứa Biểu {found}", en="the sheet of form {expected} holds form {found}"
    ),
    Text(vi="đưa số liệu về đúng trang tính của từng biểu", en="put the figures on the sheet of their own form"),
    Text(vi="dán cả Biểu 10 lên trang tính Biểu 03", en="form 10 pasted over the sheet of form 03"),
)
SHEET_NOT_READ = Code(
    "L104",
    Severity.WARNING,
    Text(
        vi="trang tính “{found}” không thuộc biểu mẫu nên không được đọc ({count} ô có nội dung)",
        en="sheet “{found}” is not part of the template and was not read ({count} {count|cell|cells} with content)",
    ),
    Text(
        vi="chuyển số liệu cần báo cáo vào đúng biểu; trang tính này không được tổng hợp",
        en="move figures to be reported into their form; this sheet is not merged",
    ),
    Text(vi="một trang tính “Nháp” có số liệu", en="a sheet “Draft” with figures"),
)
CODES_NOT_FOUND = Code(
    "L105",
    Severity.ERROR,
    Text(
        vi="không tìm thấy dòng mã cột (A, B, 1, 2 …) của Biểu {form}",
        en="the row of column codes (A, B, 1, 2 …) of form {form} was not found",
    ),
    Text(
        vi="khôi phục dòng mã cột dưới tiêu đề bảng, hoặc chép số liệu vào biểu mẫu gốc",
        en="restore the row of column codes under the headings, or copy the figures into the original template",
    ),
    Text(vi="dòng A, B, 1, 2 bị xóa", en="the row A, B, 1, 2 was deleted"),
)
COLUMN_MISSING = Code(
    "L106",
    Severity.ERROR,
    Text(
        vi="không tìm thấy cột có mã “{found}” ({label})", en="the column with code “{found}” ({label}) was not found"
    ),
    Text(vi="khôi phục cột này và mã cột", en="restore the column together with its code"),
    Text(vi="xóa cột “Trong đó: nữ”", en="column “of which female” deleted"),
)
ROW_MISSING = Code(
    "L107",
    Severity.ERROR,
    Text(
        vi="không tìm thấy dòng có mã số “{found}” ({label})", en="the row with code “{found}” ({label}) was not found"
    ),
    Text(vi="khôi phục dòng này và mã số", en="restore the row together with its code"),
    Text(vi="xóa dòng mã số 05", en="row 05 deleted"),
)
CODE_TWICE = Code(
    "L108",
    Severity.ERROR,
    Text(vi="mã “{found}” có ở nhiều nơi: {cells}", en="code “{found}” stands in several places: {cells}"),
    Text(vi="giữ lại một, xóa dòng hoặc cột chép thừa", en="keep one, delete the copied row or column"),
    Text(vi="hai dòng cùng mã số 07", en="two rows with code 07"),
)
MOVED = Code(
    "L109",
    Severity.INFO,
    Text(
        vi="bảng của Biểu {form} đã bị dịch chuyển; số liệu được đọc theo mã số và mã cột",
        en="the table of form {form} was moved; the figures were read by row and column codes",
    ),
    Text(
        vi="kiểm tra lại các ô được nêu; lần sau không chèn hay xóa dòng, cột",
        en="look at the cells named; do not insert or delete rows or columns next time",
    ),
    Text(vi="chèn thêm một cột trước cột “Tổng số”", en="a column inserted before “Total”"),
)
LABEL_CHANGED = Code(
    "L110",
    Severity.WARNING,
    Text(vi="nhãn “{expected}” đã bị sửa thành “{found}”", en="label “{expected}” was changed to “{found}”"),
    Text(
        vi="kiểm tra xem số liệu có đúng chỉ tiêu không rồi khôi phục nhãn",
        en="make sure that the figures belong to the indicator, then restore the label",
    ),
    Text(vi="“Trong đó: nữ” thành “Nam”", en="“of which female” became “male”"),
)
FIGURE_OUTSIDE = Code(
    "L111",
    Severity.WARNING,
    Text(
        vi="có số liệu ngoài bảng: {found}; số này không được tổng hợp",
        en="there are figures outside the table: {found}; they are not merged",
    ),
    Text(
        vi="đưa số liệu vào đúng ô của biểu hoặc xóa đi",
        en="move the figures into their cell of the form, or delete them",
    ),
    Text(vi="một dòng “Tổng cộng” gõ thêm dưới bảng", en="a “grand total” typed under the table"),
)
ROW_UNKNOWN = Code(
    "L112",
    Severity.WARNING,
    Text(
        vi="dòng này không có mã số thuộc biểu nhưng có số liệu: {found}; số này không được tổng hợp",
        en="the row has figures but no code of the form: {found}; they are not merged",
    ),
    Text(
        vi="cộng số liệu vào dòng có mã số rồi xóa dòng chèn thêm",
        en="add the figures to a row with a code and delete the inserted row",
    ),
    Text(vi="chèn dòng “Trong đó: thôn A” giữa bảng", en="a row “of which: village A” inserted"),
)
NOT_APPLICABLE_FILLED = Code(
    "L113",
    Severity.ERROR,
    Text(
        vi="ô không áp dụng (x) của chỉ tiêu {label} lại có số liệu: {found}",
        en="a cell that does not apply (x) for {label} has a figure: {found}",
    ),
    Text(vi="ghi lại x và đưa số liệu vào đúng ô", en="put x back and move the figure to its cell"),
    Text(vi="gõ 3 vào ô đang ghi x", en="3 typed over an x"),
)
FORMULA_TYPED_OVER = Code(
    "L114",
    Severity.INFO,
    Text(
        vi="có {found} ô tính toán bị gõ số đè lên công thức",
        en="a figure was typed over the formula of {found} computed cells",
    ),
    Text(
        vi="giá trị được tính lại và so sánh; lần sau để nguyên công thức",
        en="the value is recomputed and compared; leave the formula next time",
    ),
    Text(vi="gõ 40,81 vào ô Tỷ lệ nữ", en="40.81 typed into the female share"),
)
FORMULA_IN_INPUT = Code(
    "L115",
    Severity.WARNING,
    Text(
        vi="ô nhập liệu có công thức; lấy giá trị đang hiển thị: {found}",
        en="an input cell holds a formula; the value shown was taken: {found}",
    ),
    Text(vi="gõ giá trị thay cho công thức", en="type the value instead of the formula"),
    Text(vi="=5+3 trong ô Tổng số", en="=5+3 in the total"),
)
FORMULA_WITHOUT_VALUE = Code(
    "L116",
    Severity.ERROR,
    Text(
        vi="ô nhập liệu có công thức chưa được tính nên không có giá trị",
        en="an input cell holds a formula that was never calculated, so it has no value",
    ),
    Text(vi="mở tệp bằng Excel, lưu lại, hoặc gõ giá trị", en="open the file in Excel and save it, or type the value"),
    Text(vi="tệp do phần mềm khác xuất ra", en="a file exported by other software"),
)
COMPUTED_UNREADABLE = Code(
    "L117",
    Severity.INFO,
    Text(
        vi="không dùng nội dung của ô tính toán (“{found}”); giá trị được tính lại",
        en="the content of a computed cell (“{found}”) was not used; the value is recomputed",
    ),
    Text(vi="không cần làm gì nếu các ô nhập liệu đúng", en="nothing to do when the input cells are right"),
    Text(vi="#DIV/0! trong ô Tỷ lệ nữ", en="#DIV/0! in the female share"),
)
COMPUTED_WITHOUT_VALUE = Code(
    "L122",
    Severity.INFO,
    Text(
        vi="{count} ô tính toán được lưu mà chưa có kết quả, nên kết quả được tính lại từ các ô nhập liệu",
        en="{count} computed cells were saved without a result, so it was worked out from the input cells",
    ),
    Text(
        vi="không cần làm gì nếu các ô nhập liệu đúng; mở tệp bằng Excel rồi lưu lại thì các ô này sẽ có kết quả",
        en="nothing to do when the input cells are right; opened and saved in Excel, these cells have their results",
    ),
    Text(vi="tệp do phần mềm khác hoặc điện thoại lưu lại", en="a file saved by other software or by a phone"),
)
LIST_TOO_LONG = Code(
    "L118",
    Severity.ERROR,
    Text(
        vi="danh mục có nhiều hơn {limit} dòng; từ ô nêu trên trở đi không được đọc",
        en="the list has more than {limit} lines; from the cell named on it was not read",
    ),
    Text(vi="xin biểu mẫu có nhiều dòng hơn hoặc gộp các dòng", en="ask for a template with more lines, or join lines"),
    Text(vi="gõ thêm dưới dòng cuối của Biểu 12", en="lines typed below the last line of form 12"),
)
HIDDEN_SHEET = Code(
    "L119",
    Severity.WARNING,
    Text(
        vi="trang tính của Biểu {form} đã bị ẩn; số liệu vẫn được đọc",
        en="the sheet of form {form} was hidden; its figures were read all the same",
    ),
    Text(vi="bỏ ẩn trang tính và kiểm tra số liệu", en="unhide the sheet and look at its figures"),
    Text(vi="ẩn trang tính Biểu 09", en="the sheet of form 09 hidden"),
)
CELL_OUTSIDE = Code(
    "L120",
    Severity.WARNING,
    Text(
        vi="có nội dung ở cột ngoài bảng: {found}; nội dung này không được tổng hợp",
        en="there is content in a column outside the table: {found}; it is not merged",
    ),
    Text(vi="ghi vào cột Ghi chú hoặc xóa đi", en="write it in the note column, or delete it"),
    Text(vi="lời nhắn gõ bên phải bảng", en="a remark typed right of the table"),
)
TEXT_BETWEEN = Code(
    "L121",
    Severity.INFO,
    Text(
        vi="giữa bảng có dòng chèn thêm không có mã số: {found}; nội dung này không được tổng hợp",
        en="a row without a code was inserted into the table: {found}; it is not merged",
    ),
    Text(
        vi="ghi lời giải thích vào cột Ghi chú; lần sau không chèn thêm dòng",
        en="write explanations in the note column; do not insert rows next time",
    ),
    Text(vi="chèn dòng tiêu đề “Trong đó” giữa bảng", en="a subheading “of which” inserted"),
)
OLD_FONT = Code(
    "L123",
    Severity.INFO,
    Text(
        vi="{count} ô gõ bằng phông chữ cũ ({encoding}) đã được chuyển sang Unicode: “{found}” được đọc là “{value}”",
        en="{count} cells typed with an old font ({encoding}) were read as Unicode: “{found}” was read as “{value}”",
    ),
    Text(
        vi="kiểm tra chữ đã đọc; lần sau chọn phông Times New Roman và bảng mã Unicode trong bộ gõ trước khi gõ",
        en="check what was read; next time choose Times New Roman and Unicode in the keyboard program before typing",
    ),
    Text(vi="“X· V¹n Thñy” được đọc là “Xã Vạn Thủy”", en="“X· V¹n Thñy” is read as “Xã Vạn Thủy”"),
)
OLD_FONT_IN_DOUBT = Code(
    "L124",
    Severity.WARNING,
    Text(
        vi="{count} ô có thể gõ bằng phông chữ cũ ({encoding}) nên chữ có hai cách đọc: “{found}” hoặc “{value}”; "
        "chữ được giữ nguyên",
        en="{count} cells may have been typed with an old font ({encoding}) and can be read in two ways: “{found}” or "
        "“{value}”; they were kept as they stand",
    ),
    Text(
        vi="gõ lại chữ trong ô bằng phông Times New Roman và bảng mã Unicode",
        en="type the text again with Times New Roman and Unicode",
    ),
    Text(vi="“Lò” trong ô có phông .VnTime, có thể là “Lũ”", en="“Lò” in a cell with the font .VnTime may be “Lũ”"),
)
ROW_BY_LABEL = Code(
    "L151",
    Severity.WARNING,
    Text(
        vi="mã số “{expected}” không còn; dòng được nhận theo nhãn “{found}” là chỉ tiêu “{label}” (độ tin cậy {confidence} %)",
        en="code “{expected}” is gone; the row was taken as “{label}” by its label “{found}” (confidence {confidence} %)",
    ),
    Text(
        vi="ghi lại mã số vào ô được nêu và kiểm tra số liệu của dòng",
        en="type the code into the cell named and look at the figures of the row",
    ),
    Text(vi="ô Mã số của một dòng bị xóa", en="the code of a row was deleted"),
)
COLUMN_BY_HEADING = Code(
    "L152",
    Severity.WARNING,
    Text(
        vi="không còn mã cột {expected}; cột được nhận theo tiêu đề: {label} (độ tin cậy {confidence} %)",
        en="column codes are gone: {expected}; the columns were found by their headings: {label} (confidence {confidence} %)",
    ),
    Text(
        vi="ghi lại mã cột vào các ô được nêu và kiểm tra số liệu của cột",
        en="type the codes into the cells named and look at the figures of the columns",
    ),
    Text(vi="dòng A, B, 1, 2 bị xóa, tiêu đề cột vẫn còn", en="the row A, B, 1, 2 was deleted, the headings are there"),
)
FORM_BY_CONTENT = Code(
    "L154",
    Severity.WARNING,
    Text(
        vi="trang tính “{found}” không có tên và tiêu đề của biểu; theo các nhãn thì đây là Biểu {form} (độ tin cậy {confidence} %)",
        en="sheet “{found}” has neither the name nor the heading of a form; by its labels it is form {form} (confidence {confidence} %)",
    ),
    Text(
        vi="kiểm tra đúng biểu; đổi tên trang tính thành “{expected}” và ghi lại tiêu đề “Biểu số: …”",
        en="make sure that it is; name the sheet “{expected}” and put the heading “Biểu số: …” back",
    ),
    Text(vi="trang tính mang tên Sheet1, các dòng đầu bị xóa", en="a sheet named Sheet1, its first rows deleted"),
)
HEADING_GONE = Code(
    "L155",
    Severity.INFO,
    Text(
        vi="trang tính “{found}” không còn tiêu đề; theo tên thì đây là Biểu {form} ({confidence} % số nhãn khớp)",
        en="sheet “{found}” has lost its heading; by its name it is form {form} ({confidence} % of the labels agree)",
    ),
    Text(
        vi="không cần làm gì nếu đúng biểu; lần sau giữ nguyên các dòng đầu của biểu",
        en="nothing to do when it is that form; leave the first rows of the form next time",
    ),
    Text(vi="ba dòng đầu của Biểu 09 bị xóa", en="the first three rows of form 09 deleted"),
)
