package picture

import (
	"bytes"
	"fmt"
	"image/color"

	"git.sr.ht/~sbinet/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

// Chart is some weeks side by side: how many sessions each had, against the target
// band; pain before and after; and their days.
type Chart struct {
	Title, Sessions, Pain, Days string    // headings
	Before, After               string    // names of the two lines
	Done, Ached                 string    // what a filled and a dotted day are
	Nothing                     string    // said in place of lines that there are none of
	Target                      int       // sessions a week that are aimed at
	Low, High                   int       // the band
	Weekdays                    [7]string // short names, from the first day of the week on
	Weeks                       []Week
}

// Week is one column of a chart.
type Week struct {
	Day, Month    string // under it; a month only where a new one begins
	N             int    // sessions
	Before, After int    // medians of pain, 0 to 10; None: not known
	Days          [7]Day
}

// None is a value that is not known.
const None = -1

// Day is one day of a chart.
type Day struct {
	Outside bool // not told of
	Done    bool // a session
	Ached   bool // a headache
}

// ChartExtension is how the name of a chart's file ends, and Type its media type.
const (
	ChartExtension = "png"
	ChartType      = "image/png"
)

// Palette are the colours of a chart from the ground up: dark and calm for eyes that
// bright screens hurt, no white on black, no red, and nothing that only differs in
// colour.
func Palette() []color.RGBA {
	return []color.RGBA{ground(), soft(), ink(), calm(), sand()}
}

func ground() color.RGBA { return color.RGBA{0x1f, 0x22, 0x27, 0xff} }
func soft() color.RGBA   { return color.RGBA{0x33, 0x39, 0x42, 0xff} } // the band, empty days
func ink() color.RGBA    { return color.RGBA{0xb9, 0xb3, 0xa6, 0xff} } // letters
func calm() color.RGBA   { return color.RGBA{0x6b, 0x93, 0x8f, 0xff} } // sessions, pain after
func sand() color.RGBA   { return color.RGBA{0xb8, 0x9b, 0x6c, 0xff} } // pain before, headaches

// The measures of a chart in pixels. It is as wide as a phone shows without making
// letters small.
const (
	ChartWidth  = 720
	ChartHeight = 1000

	side      = 40.0
	left      = 84.0 // where the columns begin, right of the numbers
	right     = ChartWidth - side
	barsTop   = 150.0
	barsFloor = 330.0
	painTop   = 430.0
	painFloor = 590.0
	daysTop   = 690.0
	rowHeight = 28.0
	labelsTop = daysTop + 7*rowHeight + 34
	bigText   = 30.0
	smallText = 22.0
)

// leastBars is how many sessions the scale of the bars reaches at least.
const leastBars = 6

// drawing is a chart in the making.
type drawing struct {
	*gg.Context
	Chart
	big, small font.Face
	column     float64
}

// PNG draws the chart.
func (c Chart) PNG() ([]byte, error) {
	d, err := newDrawing(c)
	if err != nil {
		return nil, err
	}
	d.text(d.big, c.Title, side, 56, ink())
	d.bars()
	d.pain()
	d.days()
	d.labels()
	var b bytes.Buffer
	if err := d.EncodePNG(&b); err != nil {
		return nil, fmt.Errorf("write a chart: %w", err)
	}
	return b.Bytes(), nil
}

func newDrawing(c Chart) (*drawing, error) {
	if len(c.Weeks) == 0 {
		return nil, fmt.Errorf("a chart of no weeks")
	}
	parsed, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	d := &drawing{Context: gg.NewContext(ChartWidth, ChartHeight), Chart: c, column: (right - left) / float64(len(c.Weeks))}
	for size, face := range map[float64]*font.Face{bigText: &d.big, smallText: &d.small} {
		if *face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull}); err != nil {
			return nil, fmt.Errorf("read the font: %w", err)
		}
	}
	d.SetColor(ground())
	d.Clear()
	return d, nil
}

func (d *drawing) text(face font.Face, s string, x, y float64, c color.Color) (end float64) {
	d.SetFontFace(face)
	d.SetColor(c)
	d.DrawString(s, x, y)
	width, _ := d.MeasureString(s)
	return x + width
}

// middle is where the centre of a column lies.
func (d *drawing) middle(week int) float64 { return left + (float64(week)+0.5)*d.column }

// bars draws the sessions of each week on the target band.
func (d *drawing) bars() {
	most := max(leastBars, d.High)
	for _, w := range d.Weeks {
		most = max(most, w.N)
	}
	y := func(n int) float64 { return barsFloor - (barsFloor-barsTop)*float64(n)/float64(most) }
	d.text(d.small, d.Sessions, side, barsTop-26, ink())
	d.SetColor(soft())
	d.DrawRectangle(left, y(d.High), right-left, y(d.Low)-y(d.High))
	d.Fill()
	d.scale(y, 0, d.Target)
	width := min(d.column*0.6, 64)
	for i, w := range d.Weeks {
		d.SetColor(calm())
		d.DrawRectangle(d.middle(i)-width/2, y(w.N), width, barsFloor-y(w.N))
		d.Fill()
		if d.column > 2*smallText {
			d.numbered(w.N, d.middle(i), y(w.N)-8)
		}
	}
	d.SetColor(ink())
	d.SetLineWidth(2)
	d.DrawLine(left, y(d.Target), right, y(d.Target))
	d.Stroke()
}

func (d *drawing) numbered(n int, x, y float64) {
	d.SetFontFace(d.small)
	d.SetColor(ink())
	d.DrawStringAnchored(fmt.Sprint(n), x, y, 0.5, 0)
}

// scale writes numbers left of the columns.
func (d *drawing) scale(y func(int) float64, numbers ...int) {
	d.SetFontFace(d.small)
	d.SetColor(ink())
	for _, n := range numbers {
		d.DrawStringAnchored(fmt.Sprint(n), left-14, y(n), 1, 0.35)
	}
}

// pain draws pain before, with rings, and after, with dots, as two lines.
func (d *drawing) pain() {
	y := func(n int) float64 { return painFloor - (painFloor-painTop)*float64(n)/10 }
	d.text(d.small, d.Pain, side, painTop-56, ink())
	d.SetColor(soft())
	d.SetLineWidth(2)
	for _, n := range []int{0, 10} {
		d.DrawLine(left, y(n), right, y(n))
		d.Stroke()
	}
	d.scale(y, 0, 5, 10)
	before, after := make([]int, len(d.Weeks)), make([]int, len(d.Weeks))
	known := false
	for i, w := range d.Weeks {
		before[i], after[i] = w.Before, w.After
		known = known || w.Before != None
	}
	if !known {
		d.text(d.small, d.Nothing, left+14, y(5)+8, ink())
		return
	}
	d.line(before, y, sand(), false)
	d.line(after, y, calm(), true)
	x := d.mark(side+8, painTop-28, sand(), false, d.Before)
	d.mark(x+32, painTop-28, calm(), true, d.After)
}

// mark explains a line: its point, and its name.
func (d *drawing) mark(x, y float64, c color.Color, filled bool, name string) (end float64) {
	d.point(x, y-7, c, filled)
	return d.text(d.small, name, x+18, y, ink())
}

func (d *drawing) point(x, y float64, c color.Color, filled bool) {
	d.DrawCircle(x, y, 7)
	d.SetColor(c)
	if filled {
		d.Fill()
		return
	}
	d.SetColor(ground())
	d.FillPreserve()
	d.SetColor(c)
	d.SetLineWidth(3)
	d.Stroke()
}

// line joins the known values of neighbouring weeks.
func (d *drawing) line(values []int, y func(int) float64, c color.Color, filled bool) {
	d.SetColor(c)
	d.SetLineWidth(3)
	for i := 1; i < len(values); i++ {
		if values[i-1] != None && values[i] != None {
			d.DrawLine(d.middle(i-1), y(values[i-1]), d.middle(i), y(values[i]))
			d.Stroke()
		}
	}
	for i, n := range values {
		if n != None {
			d.point(d.middle(i), y(n), c, filled)
		}
	}
}

// days draws a square for each day: filled after a session, with a dot where there
// was a headache.
func (d *drawing) days() {
	end := d.text(d.small, d.Days, side, daysTop-26, ink())
	size := min(rowHeight, d.column) - 6
	end = d.square(end+36, daysTop-34, 16, calm(), d.Done)
	d.dot(end+36, daysTop-33, 6)
	d.text(d.small, d.Ached, end+50, daysTop-26, ink())
	d.SetFontFace(d.small)
	d.SetColor(ink())
	for row := 0; row < 7; row += 2 {
		d.DrawStringAnchored(d.Weekdays[row], left-14, daysTop+(float64(row)+0.5)*rowHeight, 1, 0.35)
	}
	for i, w := range d.Weeks {
		for row, day := range w.Days {
			if day.Outside {
				continue
			}
			fill := soft()
			if day.Done {
				fill = calm()
			}
			x, y := d.middle(i), daysTop+(float64(row)+0.5)*rowHeight
			d.square(x, y, size, fill, "")
			if day.Ached {
				d.dot(x, y, max(size/3.4, 2.5))
			}
		}
	}
}

func (d *drawing) square(x, y, size float64, c color.Color, name string) (end float64) {
	d.SetColor(c)
	d.DrawRoundedRectangle(x-size/2, y-size/2, size, size, size/5)
	d.Fill()
	return d.text(d.small, name, x+size/2+8, y+8, ink())
}

// dot is ringed by the ground, so that it is seen on any square.
func (d *drawing) dot(x, y, size float64) {
	d.SetColor(ground())
	d.DrawCircle(x, y, size+2)
	d.Fill()
	d.SetColor(sand())
	d.DrawCircle(x, y, size)
	d.Fill()
}

// labels writes the first day of each week below it, as far as there is room, and
// the months.
func (d *drawing) labels() {
	d.SetFontFace(d.small)
	d.SetColor(ink())
	free, freeMonth := 0.0, 0.0
	for i, w := range d.Weeks {
		width, _ := d.MeasureString(w.Day)
		if x := d.middle(i) - width/2; x >= free && d.column > smallText {
			d.DrawString(w.Day, x, labelsTop)
			free = x + width + 12
		}
		width, _ = d.MeasureString(w.Month)
		x := min(d.middle(i)-d.column/2+4, right-width)
		if w.Month != "" && x >= freeMonth {
			d.DrawString(w.Month, x, labelsTop+32)
			freeMonth = x + width + 12
		}
	}
}
