package picture_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"unknot/bot/picture"
)

func page(rows int) picture.Page {
	p := picture.Page{Title: "A title", Lines: []string{"Of Zürich, Łódź and Αθήνα"}, Made: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)}
	s := picture.Section{Title: "Weeks", Table: picture.Table{Head: []string{"week", "n"}, Sum: true}, Lines: []string{strings.Repeat("a long line ", 40)}}
	for n := range rows {
		s.Table.Rows = append(s.Table.Rows, []string{fmt.Sprint(n), "1"})
	}
	p.Sections = []picture.Section{s, {Title: "Nothing"}}
	return p
}

func TestAPageIsOnePage(t *testing.T) {
	data, err := page(13).PDF()
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data, []byte("/Count 1")) {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	again, err := page(13).PDF()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("made again it differs: %v", err)
	}
	if other, err := page(12).PDF(); err != nil || bytes.Equal(data, other) {
		t.Errorf("of other data it is the same: %v", err)
	}
}

func TestAPageThatIsTooLong(t *testing.T) {
	if _, err := page(60).PDF(); err == nil || !strings.Contains(err.Error(), "mm") {
		t.Errorf("sixty rows: %v", err)
	}
}

func ExamplePage_PDF() {
	data, err := picture.Page{Title: "Four weeks"}.PDF()
	fmt.Println(string(data[:5]), err)
	// Output: %PDF- <nil>
}
