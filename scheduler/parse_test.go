package scheduler_test

import (
	"errors"
	"testing"

	"unknot/scheduler"
)

func parse(t testing.TB, text string) scheduler.Schedule {
	t.Helper()
	s, err := scheduler.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return s
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		// Days and times as people write them.
		"weekdays 9:30 and 15:00":            "weekdays 09:30 and 15:00",
		"mon wed fri 8pm":                    "mon wed fri 20:00",
		"every day at 7:15":                  "every day 07:15",
		"each day 7:15":                      "every day 07:15",
		"everyday 7:15":                      "every day 07:15",
		"daily 08:00":                        "every day 08:00",
		"sat, sun 10am":                      "weekends 10:00",
		"weekends 10:30 am":                  "weekends 10:30",
		"at the weekend, 10:30 a.m., please": "weekends 10:30",
		"tuesday noon":                       "tue 12:00",
		"every monday and thursday at 18h":   "mon thu 18:00",
		"Thursdays & Tuesdays, 18h30":        "tue thu 18:30",
		"at 9:30":                            "every day 09:30",
		"9:30 on weekdays":                   "weekdays 09:30",
		"Weekdays 9:30, Sat 11:00":           "weekdays 09:30, sat 11:00",
		"Weekdays 9:30. Sat 11:00.":          "weekdays 09:30, sat 11:00",
		"sat 11:00\nworkdays 9:30":           "weekdays 09:30, sat 11:00",
		"sun 9:30; mon 9:30":                 "mon sun 09:30",
		"9:30 weekdays; 11:00 sat":           "weekdays 09:30, sat 11:00",
		"mon: 9:30":                          "mon 09:30",
		"mon - 9:30":                         "mon 09:30",
		"Mon. 9:30":                          "mon 09:30",
		"  mon\t9:30  ":                      "mon 09:30",
		"mon 9:30, mon 9:30":                 "mon 09:30",
		"mon 9:00 and 10:00, tue 10:00":      "mon 09:00, mon tue 10:00",
		"tues weds thurs 14:05":              "tue wed thu 14:05",

		// From one day to another.
		"mon-fri 9:30":            "weekdays 09:30",
		"Monday to Friday 9.30":   "weekdays 09:30",
		"tue – thu 9:30":          "tue wed thu 09:30",
		"fri through mon 9:30":    "mon fri sat sun 09:30",
		"mon, wed till fri 9:30":  "mon wed thu fri 09:30",
		"sat-sun 9:30, mon 10:00": "mon 10:00, weekends 09:30",
		"mon-mon 9:30":            "mon 09:30",

		// Times of day.
		"mon 0930":                     "mon 09:30",
		"mon 930":                      "mon 09:30",
		"mon 1500":                     "mon 15:00",
		"mon 13":                       "mon 13:00",
		"mon 0":                        "mon 00:00",
		"mon 23:59":                    "mon 23:59",
		"mon midnight":                 "mon 00:00",
		"mon 12 noon":                  "mon 12:00",
		"mon 12 midnight":              "mon 00:00",
		"mon 12 am":                    "mon 00:00",
		"mon 12 pm":                    "mon 12:00",
		"mon 12:30 am":                 "mon 00:30",
		"mon 8p.m.":                    "mon 20:00",
		"mon 13 pm":                    "mon 13:00",
		"mon 8 o'clock pm":             "mon 20:00",
		"mon 8 in the morning":         "mon 08:00",
		"mon 8 in the evening":         "mon 20:00",
		"mon 8:30 in the evening":      "mon 20:30",
		"mon 3 in the afternoon":       "mon 15:00",
		"mon 12 in the afternoon":      "mon 12:00",
		"mon 9 at night":               "mon 21:00",
		"mon 12 at night":              "mon 00:00",
		"mon 2 at night":               "mon 02:00",
		"every morning at 8":           "every day 08:00",
		"weekday evenings at 7":        "weekdays 19:00",
		"mon evening 7, tue 8:00":      "mon 19:00, tue 08:00",
		"mon evening 8 pm":             "mon 20:00",
		"mon 8 pm in the evening":      "mon 20:00",
		"8 am and 6 in the evening":    "every day 08:00 and 18:00",
		"mon 8:00, evening 9:00":       "mon 08:00 and 21:00",
		"mon morning 8 and evening 9":  "mon 08:00 and 21:00",
		"mornings at 7 and 8":          "every day 07:00 and 08:00",
		"mon 9 and 15":                 "mon 09:00 and 15:00",
		"mon 12 and 18:30":             "mon 12:00 and 18:30",
		"weekdays 9, weekends 14":      "weekdays 09:00, weekends 14:00",
		"mon 8am tue 9am wed 10am":     "mon 08:00, tue 09:00, wed 10:00",
		"each weekday @ 9:30 + 3pm !":  "weekdays 09:30 and 15:00",
		"all weekdays 9:30 then 15:00": "weekdays 09:30 and 15:00",

		// Cron lines.
		"30 9 * * 1-5":           "weekdays 09:30",
		"30 9 * * mon-fri":       "weekdays 09:30",
		"30  9 * *\tMON,Fri":     "mon fri 09:30",
		"0 9,15 * * *":           "every day 09:00 and 15:00",
		"0,30 9 ? * 6":           "sat 09:00 and 09:30",
		"0 8 * * 7":              "sun 08:00",
		"0 8 * * 0,7":            "sun 08:00",
		"0 8 * * 5-7":            "fri sat sun 08:00",
		"0 8 * * 7-7":            "sun 08:00",
		"0 8 * * 1-7":            "every day 08:00",
		"0 8 * * 0-7":            "every day 08:00",
		"0 8 1-31 * *":           "every day 08:00",
		"0 8 * 1-12 *":           "every day 08:00",
		"0 0-23/12 * * *":        "every day 00:00 and 12:00",
		"0 8 1 * *":              "0 8 1 * *",
		"0 8 1,2,3,15 jan-mar ?": "0 8 1-3,15 1-3 *",
		"0 8 * 6 1":              "0 8 * 6 1",
		"0 8,20 29 2 *":          "0 8,20 29 2 *",
		"0,30 8 */10 * *":        "0,30 8 1,11,21,31 * *",
		"0 8 30 1-2 *":           "0 8 30 1-2 *",
		"1 2 3 4 *":              "1 2 3 4 *",
	} {
		if got := parse(t, text).String(); got != want {
			t.Errorf("Parse(%q) is %q, want %q", text, got, want)
		}
	}
}

func TestParseAsksAboutBareHours(t *testing.T) {
	for text, want := range map[string][2]string{
		"8":                    {"every day 08:00", "every day 20:00"},
		"weekdays 8":           {"weekdays 08:00", "weekdays 20:00"},
		"weekdays 12":          {"weekdays 00:00", "weekdays 12:00"},
		"sat 8 o'clock":        {"sat 08:00", "sat 20:00"},
		"sat 9 h":              {"sat 09:00", "sat 21:00"},
		"sat 8 and 9 pm":       {"sat 08:00 and 21:00", "sat 20:00 and 21:00"},
		"mon 8, tue 9:30":      {"mon 08:00, tue 09:30", "mon 20:00, tue 09:30"},
		"mon 8, tue 3 pm":      {"mon 08:00, tue 15:00", "mon 20:00, tue 15:00"},
		"mon 7 and 1":          {"mon 01:00 and 07:00", "mon 13:00 and 19:00"},
		"mon 8 evening, wed 9": {"mon 20:00, wed 09:00", "mon 20:00, wed 21:00"},
	} {
		_, err := scheduler.Parse(text)
		var ambiguous *scheduler.AmbiguousError
		if !errors.As(err, &ambiguous) {
			t.Errorf("Parse(%q): %v, want a question", text, err)
			continue
		}
		if got := [2]string{ambiguous.Morning, ambiguous.Evening}; got != want {
			t.Errorf("Parse(%q) asks %q, want %q", text, got, want)
		}
		for _, choice := range want {
			if got := parse(t, choice).String(); got != choice {
				t.Errorf("the choice %q reads back as %q", choice, got)
			}
		}
	}
}

// Where only one reading of an hour makes a schedule, nothing is asked.
func TestParseRefusesAReadingThatIsTooMuch(t *testing.T) {
	_, err := scheduler.Parse("8 and 8am and 9am") // at 8 pm it would be three a day
	var unclear *scheduler.UnclearError
	if !errors.As(err, &unclear) || unclear.Reason != scheduler.ReasonTooOften {
		t.Errorf("error %v, want %s", err, scheduler.ReasonTooOften)
	}
}
