package picture

import (
	"bytes"
	"fmt"
	"time"

	"github.com/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// Page is one page to be printed, on A4 or letter paper.
type Page struct {
	Title    string
	Lines    []string
	Sections []Section
	Made     time.Time // told in the file's own data only
}

// Section is a part of a page: a heading, a table, lines.
type Section struct {
	Title string
	Table Table
	Lines []string
}

// Table has a head, and numbers in rows. Its first column is the widest.
type Table struct {
	Head []string
	Rows [][]string
	Sum  bool // the last row is the sum of the others
}

// Extension is how the name of a page's file ends, and Type its media type.
const (
	PageExtension = "pdf"
	PageType      = "application/pdf"
)

// The measures of a page in millimetres; letter paper is 6 mm wider and 18 mm
// shorter than A4, so both take it.
const (
	pageWidth   = 210.0
	pageMargin  = 15.0
	pageBottom  = 262.0
	textWidth   = pageWidth - 2*pageMargin
	firstColumn = 30.0
)

// The sizes of letters in points, and the heights of their lines in millimetres.
const (
	titlePoints, titleLine = 15, 8.0
	headPoints, headLine   = 10.5, 6.5
	textPoints, textLine   = 9, 4.6
	cellPoints, cellLine   = 8, 4.8
)

const (
	regular = "go"
	bold    = "B"
)

// PDF draws the page. More than fits on one page is an error.
func (p Page) PDF() ([]byte, error) {
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetCreationDate(p.Made)
	doc.SetModificationDate(p.Made)
	doc.SetCatalogSort(true)
	doc.SetTitle(p.Title, true)
	doc.AddUTF8FontFromBytes(regular, "", goregular.TTF)
	doc.AddUTF8FontFromBytes(regular, bold, gobold.TTF)
	doc.SetMargins(pageMargin, pageMargin, pageMargin)
	doc.SetAutoPageBreak(false, 0)
	doc.AddPage()
	write(doc, bold, titlePoints, titleLine, p.Title)
	for _, line := range p.Lines {
		write(doc, "", textPoints, textLine, line)
	}
	for _, s := range p.Sections {
		s.draw(doc)
	}
	if y := doc.GetY(); y > pageBottom {
		return nil, fmt.Errorf("the page is %.0f mm long, and %.0f mm fit", y, pageBottom)
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		return nil, fmt.Errorf("draw a page: %w", err)
	}
	return b.Bytes(), nil
}

func write(doc *fpdf.Fpdf, style string, points, line float64, text string) {
	doc.SetFont(regular, style, points)
	doc.MultiCell(textWidth, line, text, "", "L", false)
}

func (s Section) draw(doc *fpdf.Fpdf) {
	doc.Ln(textLine / 2)
	write(doc, bold, headPoints, headLine, s.Title)
	s.Table.draw(doc)
	for _, line := range s.Lines {
		write(doc, "", textPoints, textLine, line)
	}
}

func (t Table) draw(doc *fpdf.Fpdf) {
	if len(t.Head) == 0 {
		return
	}
	doc.SetDrawColor(150, 150, 150)
	doc.SetLineWidth(0.2)
	t.row(doc, bold, "B", t.Head)
	for i, row := range t.Rows {
		style, border := "", ""
		if t.Sum && i == len(t.Rows)-1 {
			style, border = bold, "T"
		}
		t.row(doc, style, border, row)
	}
	doc.Ln(textLine / 2)
}

func (t Table) row(doc *fpdf.Fpdf, style, border string, cells []string) {
	doc.SetFont(regular, style, cellPoints)
	first := min(firstColumn, textWidth/2)
	others := min((textWidth-first)/float64(max(len(t.Head)-1, 1)), firstColumn)
	for i, cell := range cells {
		width, align := others, "R"
		if i == 0 {
			width, align = first, "L"
		}
		doc.CellFormat(width, cellLine, cell, border, 0, align, false, 0, "")
	}
	doc.Ln(cellLine)
}
