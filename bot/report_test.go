package bot_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"unknot/bot"
	"unknot/routines"
)

// page is the page that the last event sends, as data.
func (k *talk) page() (rows [][]string, text string) {
	k.t.Helper()
	e := k.out[len(k.out)-1]
	h := k.d.History(k.p, bot.RecordsOf(k.stored, e.Attach.From, e.Attach.To), e.Attach.From, e.Attach.To)
	p, err := bot.ReportPage(writer(k.t), k.p, bot.FiguresOf(h, k.d.Library, h.From.Weekday()), berlinOf(k))
	if err != nil {
		k.t.Error(err)
	}
	parts := append([]string{p.Title}, p.Lines...)
	for _, s := range p.Sections {
		parts = append(append(parts, s.Title), s.Lines...)
	}
	return p.Sections[0].Table.Rows, strings.Join(parts, "\n")
}

func berlinOf(k *talk) *time.Location {
	loc, err := k.d.Zones.Load("Europe/Berlin")
	if err != nil {
		k.t.Fatal(err)
	}
	return loc
}

// patient is somebody of whom a report has something to tell: sessions, one that
// ended in pain, headaches of every grade, an attack and medicine.
func patient(t testing.TB) *talk {
	t.Helper()
	k := known(t)
	for day := range 84 {
		if day%3 == 0 {
			k.tiny()
		}
		if day%5 == 0 {
			k.say(fmt.Sprintf("log %d %s", day/5%4, []string{"yes", "no"}[day%2]))
		}
		if day == 60 {
			k.say("routine S-01", "tiny", "3", "hurts").press("press.hurt.strong")
			k.say("stop", "3", "2")
		}
		if day == 70 {
			k.say("migraine").after(time.Hour).say("over")
		}
		k.after(24*time.Hour - k.now.Sub(tuesday())%(24*time.Hour))
	}
	return k
}

// The report's totals are those of the export, reckoned anew from its sessions and
// days.
func TestTheReportAgreesWithTheExport(t *testing.T) {
	k := patient(t)
	e := k.exported()
	for said, weeks := range map[string]int{"report": 4, "report 4w": 4, "report 12w": 12, "report 12 weeks": 12} {
		k.say(said)
		from, to := k.out[0].Attach.From, k.out[0].Attach.To
		rows, text := k.page()
		if len(rows) != weeks+1 || to.Days(from) != 7*weeks-1 {
			t.Fatalf("%q has %d rows, from %v to %v", said, len(rows), from, to)
		}
		want := make([]int, 13)
		var before, after []int
		seconds, days := 0, 0
		for _, s := range e.Sessions {
			if s.Day.Before(from) || to.Before(s.Day) {
				continue
			}
			if seconds += s.Seconds; s.Counted {
				want[1]++
			}
			if s.PainBefore != nil && s.PainAfter != nil {
				before, after = append(before, *s.PainBefore), append(after, *s.PainAfter)
			}
			for _, step := range s.Steps {
				if step.Done == "stopped" {
					want[6]++
				}
			}
		}
		for _, d := range e.Days {
			if d.Day.Before(from) || to.Before(d.Day) {
				continue
			}
			switch days++; {
			case d.Attack && (d.Headache == nil || *d.Headache == 0):
				want[11]++
			case d.Headache != nil:
				want[7+*d.Headache]++
			default:
				want[12]++
			}
		}
		want[2], want[3], want[4], want[5], want[12] = (seconds+59)/60, len(before), bot.Median(before), bot.Median(after), want[12]+7*weeks-days
		for i, n := range want[1:] {
			if got := rows[weeks][i+1]; got != strconv.Itoa(n) && i != 1 {
				t.Errorf("%q: column %d is %s, and the export comes to %d", said, i+1, got, n)
			}
		}
		for i := range want {
			sum := 0
			for _, row := range rows[:weeks] {
				n, _ := strconv.Atoi(row[i])
				sum += n
			}
			if slices.Contains([]int{1, 3, 6, 7, 8, 9, 10, 11, 12}, i) && sum != want[i] {
				t.Errorf("%q: the weeks of column %d come to %d, want %d", said, i, sum, want[i])
			}
		}
		for _, line := range []string{"own notes", "no diagnosis", "Program:", "Set 1 of the safety questions", "Headache on"} {
			if !strings.Contains(text, line) {
				t.Errorf("%q does not tell %q:\n%s", said, line, text)
			}
		}
		if strings.Contains(text, "S-0") {
			t.Errorf("%q shows a code:\n%s", said, text)
		}
	}
}

// The page is a PDF of one page, and the same every time, whatever it tells.
func TestTheReportIsOnePage(t *testing.T) {
	for name, k := range map[string]*talk{"a patient": patient(t), "somebody new": known(t)} {
		k.say("report 12w")
		f := k.file()
		if f.Type != "application/pdf" || !strings.HasSuffix(f.Name, ".pdf") || !bytes.HasPrefix(f.Data, []byte("%PDF-")) || !bytes.Contains(f.Data, []byte("/Count 1")) {
			t.Errorf("%s: %s, %s, %d bytes", name, f.Name, f.Type, len(f.Data))
		}
		if !bytes.Equal(f.Data, k.file().Data) {
			t.Errorf("%s: it differs when it is made again", name)
		}
	}
}

// The fullest report there can be is one page.
func TestTheFullestReportIsOnePage(t *testing.T) {
	k := patient(t).say("report 12w")
	a := k.out[len(k.out)-1].Attach
	h := k.d.History(k.p, k.stored, a.From, a.To)
	f := bot.FiguresOf(h, k.d.Library, h.From.Weekday())
	f.Families = nil
	for _, family := range constants(t, "../routines/exercise.go", "Family") {
		f.Families = append(f.Families, bot.FamilyTally{Family: routines.Family(family), Sessions: 1000})
	}
	for i := range f.Grades {
		f.Grades[i], f.Hurts, f.Begun, f.Sessions, f.Seconds = 1000, 1000, 10000, 10000, 600000
	}
	f.Weeks = append(f.Weeks, f.Weeks[0]) // as many as a week that begins in the middle could make
	page, err := bot.ReportPage(writer(t), k.p, f, berlinOf(k))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := page.PDF(); err != nil {
		t.Error(err)
	}
}

// The message says what matters to somebody who never opens the file.
func TestTheReportIsToldInShort(t *testing.T) {
	text := patient(t).say("report 12w").told()
	for _, want := range []string{"12 weeks", "25 November to 16 February", "before, 1 after", "Headache on", "Steps that ended in pain: 1."} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	known(t).say("report of mine").wants("report.which")
}

// Own words never come into a report.
func TestTheReportHasNoOwnWords(t *testing.T) {
	k := patient(t).say("note zwieback", "goal 3", "report")
	_, text := k.page()
	if strings.Contains(text+k.told(), "zwieback") {
		t.Errorf("the note is in\n%s", text)
	}
}
