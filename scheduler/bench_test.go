package scheduler_test

import (
	"fmt"
	"strings"
	"testing"

	"unknot/scheduler"
)

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"weekdays 9:30 and 15:00", "30 9 * * 1-5", "weekdays 8"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				scheduler.Parse(text)
			}
		})
	}
}

func BenchmarkAfter(b *testing.B) {
	for _, text := range []string{"daily 9:30", "weekdays 9:30 and 15:00", "0 8 31 12 *", "0 8 29 2 *"} {
		b.Run(text, func(b *testing.B) {
			s, o := parse(b, text), occurrence(b, "2096-02-29 08:00")
			b.ReportAllocs()
			for b.Loop() {
				s.After(o)
			}
		})
	}
}

func BenchmarkIn(b *testing.B) {
	o, loc := occurrence(b, "2026-10-25 02:30"), zone(b, "Europe/Berlin")
	for b.Loop() {
		o.In(loc)
	}
}

func BenchmarkAtClock(b *testing.B) {
	now := moment(b, "2026-11-24T12:00Z")
	for b.Loop() {
		zones.AtClock(13*60, now)
	}
}

// worstTexts are texts that take long: those on which the cron library alone
// walks for years, and the longest there are.
func worstTexts() []string {
	fill := func(piece string) string {
		return strings.Repeat(piece, scheduler.LongestText/len(piece))
	}
	return []string{
		", * * * *",
		"0 8 31 2 *",
		"0 8,9 29 2 *",
		"0 8 31 2,4,6,9,11 *",
		"0 8 30,31 feb *",
		"0 0 " + strings.Repeat("1,", 90) + "1 * *",
		"0 0 * " + strings.Repeat("jan,", 40) + "jan *",
		"0 0 * * 1-7/9223372036854775807",
		strings.Repeat("7,", 95) + "7 * * * *",
		fill("m"), fill("8"), fill("8 "), fill("9:30 "), fill("mon "), fill("mon 9:30;"), fill("mon-tue "), fill("8am "), fill(" "), fill("a.m"),
		fill("é"), fill("\xff"), fill("İ"), fill("9:"), fill(","), fill("* "), fill("@"), fill("and "), fill("every morning "),
		"mon 8, tue 9, wed 10, thu 11, fri 12, sat 7, sun 6, mon 5",
	}
}

// BenchmarkWorstText must stay below a millisecond for each text.
func BenchmarkWorstText(b *testing.B) {
	for _, text := range worstTexts() {
		b.Run(fmt.Sprintf("%.12q", text), func(b *testing.B) {
			for b.Loop() {
				if s, err := scheduler.Parse(text); err == nil {
					s.After(scheduler.Occurrence{})
				}
			}
		})
	}
}
