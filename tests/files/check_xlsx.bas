REM LibreOffice Basic: opens a protected spreadsheet and writes down what LibreOffice makes of it, a line per row of the
REM first sheet, a tab after each cell: T and the UTF-16 units of a text in hex, D and a date as shown, N and a number,
REM E for an empty cell, F for a formula (there must be none). Before that "refused" if a wrong password was refused.
REM An error is written down as well: LibreOffice would show it in a window and wait for somebody to close it.

Sub Inspect(source As String, password As String, target As String)
  Dim out As Integer
  On Error Goto Failed
  out = FreeFile
  Open target For Output As #out
  If IsNull(Opened(source, password & "!")) Then Print #out, "refused"
  book = Opened(source, password)
  If Not IsNull(book) Then
    WriteRows(out, book)
    Print #out, "sheets" & Chr(9) & book.Sheets.Count
    Print #out, "title" & Chr(9) & Units(book.DocumentProperties.Title)
    Print #out, "language" & Chr(9) & book.DocumentProperties.Language.Language & "-" & book.DocumentProperties.Language.Country
    book.close(True)
  End If
  Close #out
  Exit Sub
Failed:
  Print #out, "error in line " & Erl & ": " & Error$
  Close #out
End Sub

Function Opened(source As String, password As String) As Object
  Dim opening(1) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  opening(1).Name = "Password"
  opening(1).Value = password
  On Error Resume Next
  Opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening())
End Function

Sub WriteRows(out As Integer, book As Object)
  sheet = book.Sheets.getByIndex(0)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  Dim text As String
  For row = 0 To cursor.RangeAddress.EndRow
    text = ""
    For column = 0 To 3
      text = text & Described(book, sheet.getCellByPosition(column, row)) & Chr(9)
    Next column
    Print #out, text
  Next row
End Sub

Function Described(book As Object, cell As Object) As String
  Select Case cell.Type
    Case com.sun.star.table.CellContentType.EMPTY
      Described = "E"
    Case com.sun.star.table.CellContentType.TEXT
      Described = "T" & Units(cell.String)
    Case com.sun.star.table.CellContentType.VALUE
      kind = book.NumberFormats.getByKey(cell.NumberFormat).Type
      If (kind And com.sun.star.util.NumberFormat.DATE) <> 0 Then
        Described = "D" & cell.String
      Else
        Described = "N" & cell.Value
      End If
    Case Else
      Described = "F"
  End Select
End Function

Function Units(text As String) As String
  Dim pieces As String
  For at = 1 To Len(text)
    pieces = pieces & Right("000" & Hex(Asc(Mid(text, at, 1)) And 65535), 4)
  Next at
  Units = pieces
End Function
