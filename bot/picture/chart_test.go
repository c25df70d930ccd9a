package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"unknot/bot/picture"
)

// chart has a number of weeks with something of everything in them.
func chart(weeks int) picture.Chart {
	c := picture.Chart{
		Title: "2 November to 29 November", Sessions: "Sessions a week, target 3", Pain: "Pain around sessions, 0 to 10", Days: "Days",
		Before: "before", After: "after", Done: "session", Ached: "headache", Nothing: "Nothing told yet", Target: 3, Low: 2, High: 5,
		Weekdays: [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"},
	}
	for i := range weeks {
		w := picture.Week{Day: "28", N: i % 8, Before: i % 11, After: (i + 5) % 11}
		if i%4 == 0 {
			w.Month = "September"
		}
		if i%5 == 3 {
			w.Before, w.After = picture.None, picture.None
		}
		for row := range w.Days {
			w.Days[row] = picture.Day{Done: (i+row)%2 == 0, Ached: (i+row)%3 == 0, Outside: i == weeks-1 && row > 4}
		}
		c.Weeks = append(c.Weeks, w)
	}
	return c
}

func drawn(t testing.TB, c picture.Chart) image.Image {
	t.Helper()
	data, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestAChartIsTheSameEveryTime(t *testing.T) {
	one, err := chart(4).PNG()
	if err != nil {
		t.Fatal(err)
	}
	two, err := chart(4).PNG()
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("drawn again it differs: %v", err)
	}
	if len(one) > 200_000 {
		t.Errorf("%d bytes", len(one))
	}
	if _, err := (picture.Chart{}).PNG(); err == nil {
		t.Error("no weeks are drawn")
	}
}

// light is how bright a colour is, 0 to 1, as WCAG reckons.
func light(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	one, two := light(a), light(b)
	return (math.Max(one, two) + 0.05) / (math.Min(one, two) + 0.05)
}

// Eyes that bright screens hurt: nothing is bright, nothing is red, letters can be
// read, and white on black it is not.
func TestAChartIsDarkAndCalm(t *testing.T) {
	palette := picture.Palette()
	ground, letters := palette[0], palette[2]
	if c := contrast(ground, letters); c < 4.5 || c > 10 {
		t.Errorf("letters have a contrast of %.1f", c)
	}
	for _, c := range palette[3:] {
		if got := contrast(ground, c); got < 3 {
			t.Errorf("%v has a contrast of %.1f", c, got)
		}
	}
	img := drawn(t, chart(12))
	most, dark, all := light(letters), 0, 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			c := img.At(x, y)
			r, g, b, _ := c.RGBA()
			if light(c) > most+0.01 {
				t.Fatalf("%v at %d, %d is brighter than the letters", c, x, y)
			}
			if r > 2*g && r > 2*b && r > 0x4000 {
				t.Fatalf("%v at %d, %d is red", c, x, y)
			}
			if all++; light(c) < 0.06 {
				dark++
			}
		}
	}
	if dark*100 < all*75 {
		t.Errorf("%d %% of it is dark", dark*100/all)
	}
}

// Nothing touches the edges, so nothing is cut off, for any number of weeks.
func TestNothingOfAChartIsCutOff(t *testing.T) {
	for _, weeks := range []int{1, 4, 12, 53} {
		img := drawn(t, chart(weeks))
		b := img.Bounds()
		if b.Dx() != picture.ChartWidth || b.Dy() != picture.ChartHeight {
			t.Errorf("%d weeks: %v", weeks, b)
		}
		const edge = 16
		for y := range b.Dy() {
			for x := range b.Dx() {
				inside := x >= edge && y >= edge && x < b.Dx()-edge && y < b.Dy()-edge
				if !inside && color.RGBAModel.Convert(img.At(x, y)) != color.Color(picture.Palette()[0]) {
					t.Fatalf("%d weeks: something is at %d, %d", weeks, x, y)
				}
			}
		}
	}
}

// What the data say is what is drawn.
func TestAChartShowsItsData(t *testing.T) {
	points := func(c picture.Chart) (calm, sand int) {
		img := drawn(t, c)
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				switch color.RGBAModel.Convert(img.At(x, y)) {
				case picture.Palette()[3]:
					calm++
				case picture.Palette()[4]:
					sand++
				}
			}
		}
		return calm, sand
	}
	full, none := chart(4), chart(4)
	for i := range none.Weeks {
		none.Weeks[i] = picture.Week{Before: picture.None, After: picture.None}
	}
	calm, sand := points(full)
	if calmer, sandier := points(none); calm < 5*calmer || sand < 5*sandier {
		t.Errorf("full: %d and %d points, empty: %d and %d", calm, sand, calmer, sandier)
	}
	more := chart(4)
	more.Weeks[0].N++
	if n, _ := points(more); n <= calm {
		t.Error("one session more is no higher bar")
	}
	long := chart(4)
	long.Title = strings.Repeat("x", 3)
	if bytesOf(t, long) == bytesOf(t, full) {
		t.Error("the title is not drawn")
	}
}

func bytesOf(t *testing.T, c picture.Chart) string {
	t.Helper()
	data, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
