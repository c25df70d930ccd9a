package bot_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"unknot/bot"
	"unknot/routines"
)

// file returns the file that the last event sends.
func (k *talk) file() *bot.File {
	k.t.Helper()
	for _, e := range k.out {
		if e.Attach == nil {
			continue
		}
		from, to, _ := e.Reads()
		m, err := k.d.Message(writer(k.t), k.p, e, bot.RecordsOf(k.stored, e.Attach.From, e.Attach.To))
		if err != nil || m.File == nil {
			k.t.Fatalf("no file from %v to %v: %v", from, to, err)
		}
		return m.File
	}
	k.t.Fatalf("nothing is attached to %v", k.keys())
	return nil
}

func (k *talk) exported() (e bot.Export) {
	k.t.Helper()
	f := k.say("export").file()
	if f.Type != "application/json" || !strings.HasPrefix(f.Name, "unknot-export-") || !strings.HasSuffix(f.Name, ".json") {
		k.t.Errorf("the file is %s, %s", f.Name, f.Type)
	}
	if err := json.Unmarshal(f.Data, &e); err != nil {
		k.t.Fatal(err)
	}
	return e
}

// The export holds every session and every day there ever was, and the document
// as it is kept.
func TestTheExportIsWhole(t *testing.T) {
	k := months(t).say("note ginger tea", "export")
	document := k.p
	e := k.exported()
	if len(e.Sessions) != 28 || len(e.Days) != 14 || e.Unread != 0 || e.Format != 1 || e.Zone != "Europe/Berlin" {
		t.Errorf("%d sessions, %d days, %d unread, format %d, zone %s", len(e.Sessions), len(e.Days), e.Unread, e.Format, e.Zone)
	}
	if e.Document.Note != "ginger tea" || len(e.Document.Days) != len(document.Days) {
		t.Errorf("the document in it is %+v", e.Document)
	}
	first := e.Sessions[0]
	if first.Day.String() != "2026-11-24" || first.Started.Format(time.RFC3339) != "2026-11-24T09:00:00+01:00" || *first.PainBefore != 2 || *first.PainAfter != 1 || *first.Effort != 2 {
		t.Errorf("the first session is %+v", first)
	}
	if first.Routine == "" || len(first.Steps) != 2 || first.Steps[0].Exercise == "" || first.Steps[0].Done != "done" || !first.Counted {
		t.Errorf("the first session is %+v", first)
	}
	if day := e.Days[0]; *day.Headache != 2 || *day.Medicine || day.NeckPain != nil || day.HeadacheTen != nil {
		t.Errorf("the first day is %+v", day)
	}
}

// A day told before somebody agreed is in it, too.
func TestTheExportReachesBack(t *testing.T) {
	k := known(t).say("log -14 3 yes")
	if e := k.exported(); len(e.Days) != 1 || *e.Days[0].Headache != 3 || !*e.Days[0].Medicine {
		t.Errorf("days %+v", e.Days)
	}
	if e := known(t).exported(); len(e.Sessions)+len(e.Days) != 0 || e.Sessions == nil || e.Days == nil {
		t.Errorf("of somebody new: %+v", e)
	}
}

// Nothing of a record is left out: a field that is added to one is to be added to
// the export, which has the name of the zone and of the routine besides, and no
// schema.
func TestTheExportHasEveryFieldOfARecord(t *testing.T) {
	kept := reflect.TypeFor[bot.SessionRecord]().NumField() - 2 + reflect.TypeFor[routines.Result]().NumField()
	if told := reflect.TypeFor[bot.ExportSession]().NumField(); told != kept+1 {
		t.Errorf("a record has %d fields, and the export tells %d", kept, told)
	}
	if kept, told := reflect.TypeFor[routines.StepState]().NumField(), reflect.TypeFor[bot.ExportStep]().NumField(); told != kept+1 {
		t.Errorf("a step has %d fields, and the export tells %d", kept, told)
	}
	if kept, told := reflect.TypeOf(bot.Day{}.Told()).NumField(), reflect.TypeFor[bot.ExportDay]().NumField(); told != kept {
		t.Errorf("a day has %d fields, and the export tells %d", kept, told)
	}
}

// docs/export.md explains every name of the export and of the document in it.
func TestTheExportIsExplained(t *testing.T) {
	page, err := os.ReadFile("../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []reflect.Type{
		reflect.TypeFor[bot.Export](), reflect.TypeFor[bot.ExportSession](), reflect.TypeFor[bot.ExportStep](), reflect.TypeFor[bot.ExportDay](),
		reflect.TypeFor[bot.Person](),
	} {
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if !strings.Contains(string(page), "| `"+name+"` |") {
				t.Errorf("docs/export.md does not explain `%s` of %s", name, of.Name())
			}
		}
	}
}

// It is the same file however often it is made.
func TestTheExportIsTheSame(t *testing.T) {
	k := months(t).say("export")
	if diff := cmp.Diff(string(k.file().Data), string(k.file().Data)); diff != "" {
		t.Error(diff)
	}
}
