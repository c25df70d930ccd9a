package scheduler_test

import (
	"errors"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"unknot/scheduler"
)

// FuzzParse gives any text to Parse. It must answer with a schedule that reads
// back and happens, a known reason, or two texts to choose from.
func FuzzParse(f *testing.F) {
	for _, text := range append(worstTexts(),
		"weekdays 9:30 and 15:00", "mon wed fri 8pm", "fri to mon, 12 noon", "8", "every morning at 8, sat 9 in the evening",
		"0 9,15 1-31/2 1,mar *", "30 9 * * 5-7", "TZ=", "CRON_TZ=UTC 0 9 * * *", "@every -5m", "0 0 0 31 2 ?", "tue—thu 9.30 a.m.; sun 18h30",
	) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scheduler.Parse(text)
		var unclear *scheduler.UnclearError
		var ambiguous *scheduler.AmbiguousError
		switch {
		case err == nil:
			checkReadsBack(t, s)
		case errors.As(err, &unclear):
			if !slices.Contains(scheduler.Reasons(), unclear.Reason) || len(unclear.Text) > 64 || !utf8.ValidString(unclear.Text) {
				t.Errorf("%q is refused as %q about %q", text, unclear.Reason, unclear.Text)
			}
		case errors.As(err, &ambiguous):
			for _, choice := range []string{ambiguous.Morning, ambiguous.Evening} {
				if s, err := scheduler.Parse(choice); err != nil || s.String() != choice {
					t.Errorf("%q asks about %q, which is %q, %v", text, choice, s, err)
				}
			}
		default:
			t.Errorf("%q is refused with %v", text, err)
		}
	})
}

// FuzzZones gives any text to whatever else reads what people write.
func FuzzZones(f *testing.F) {
	for _, text := range []string{"berlin", "São Paulo", "Etc/GMT+5", "../x", "9.40 pm", "2140", "1 h and 30 min", "half an hour", "İ\xffß"} {
		f.Add(text)
	}
	now := time.Unix(1_800_000_000, 0)
	f.Fuzz(func(t *testing.T, text string) {
		if name, ok := zones.Find(text, now); ok {
			if _, err := zones.Load(name); err != nil {
				t.Errorf("Find(%q) is %q: %v", text, name, err)
			}
		}
		if loc, err := zones.Load(text); err == nil && loc.String() != text {
			if again, err := zones.Load(loc.String()); err != nil || again != loc { // a retired name is its successor
				t.Errorf("Load(%q) is %s", text, loc)
			}
		}
		if clock, ok := scheduler.ParseClock(text); ok {
			if again, ok := scheduler.ParseClock(clock.String()); !ok || again != clock {
				t.Errorf("ParseClock(%q) is %s, and that is %s", text, clock, again)
			}
		}
		if d, ok := scheduler.ParseAfter(text); ok && (d < scheduler.ShortestAfter || d > scheduler.LongestAfter) {
			t.Errorf("ParseAfter(%q) is %s", text, d)
		}
	})
}
