package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"unknot/routines"
	"unknot/scheduler"
)

// exportFormat is the number of the export's shape. docs/export.md explains it.
const exportFormat = 1

// Export is everything that is kept of a person, for themselves. Days are local
// ones, and moments are told in the zone they were lived in.
type Export struct {
	Format   int             `json:"format"`
	About    string          `json:"about"`
	Made     scheduler.Date  `json:"made"`
	Zone     string          `json:"zone"`
	Agreed   time.Time       `json:"agreed"`
	Sessions []ExportSession `json:"sessions"`
	Days     []ExportDay     `json:"days"`
	Unread   int             `json:"unread"`   // records that this version cannot read
	Document Person          `json:"document"` // as it is kept, nothing left out
}

// ExportSession is one session with everything its record holds.
type ExportSession struct {
	Day            scheduler.Date     `json:"day"`
	Started        time.Time          `json:"started"`
	Ended          time.Time          `json:"ended"`
	Zone           string             `json:"zone"`
	Routine        string             `json:"routine"`
	RoutineID      routines.RoutineID `json:"routine_id"`
	RoutineVersion int                `json:"routine_version"`
	Form           routines.Form      `json:"form"`
	End            routines.End       `json:"end"`
	Counted        bool               `json:"counted"`
	Seconds        int                `json:"seconds"`
	PainBefore     *int               `json:"pain_before"`
	PainDuring     *int               `json:"pain_during"`
	PainAfter      *int               `json:"pain_after"`
	Effort         *int               `json:"effort"`
	HeadacheBand   routines.Ache      `json:"headache_band,omitempty"`
	HeadacheBefore *int               `json:"headache_before"`
	HeadacheAfter  *int               `json:"headache_after"`
	HeadacheMore   bool               `json:"headache_more_than_mild"`
	Steps          []ExportStep       `json:"steps"`
}

// ExportStep is one step of a session.
type ExportStep struct {
	Exercise  string             `json:"exercise"`
	VariantID routines.VariantID `json:"variant_id"`
	PlannedID routines.VariantID `json:"planned_id,omitempty"`
	Done      routines.StepEnd   `json:"done"`
	Hurt      routines.Hurt      `json:"hurt,omitempty"`
	Eased     bool               `json:"eased"`
	OneSet    bool               `json:"one_set"`
	Seconds   int                `json:"seconds_before_stop"`
}

// ExportDay is what was told of one day.
type ExportDay struct {
	Day         scheduler.Date `json:"day"`
	Attack      bool           `json:"attack"`
	Headache    *int           `json:"headache"`        // 0 none to 3 severe
	HeadacheTen *int           `json:"headache_of_ten"` // 0 to 10, where it was told so
	NeckPain    *int           `json:"neck_pain"`       // 0 to 10
	Medicine    *bool          `json:"medicine"`        // for an attack
}

// longBefore is how many days before they agreed somebody may have told of.
const longBefore = 31

// export sends everything that is kept as a file, to the person's own chat.
func (t *turn) export() {
	from := scheduler.DateOf(t.p.Consent.At, t.loc()).AddDays(-longBefore)
	t.enclose(AttachExport, from, scheduler.DateOf(t.now, t.loc()))
}

// exportOf puts the export together.
func (d Decider) exportOf(p Person, h History, about string) Export {
	loc := p.Location(d.Zones)
	e := Export{
		Format: exportFormat, About: about, Made: h.To, Zone: loc.String(), Agreed: p.Consent.At.In(loc),
		Sessions: []ExportSession{}, Days: []ExportDay{}, Unread: h.Unread, Document: p,
	}
	for _, s := range h.Sessions {
		e.Sessions = append(e.Sessions, d.exportSession(s))
	}
	for _, day := range h.Days {
		e.Days = append(e.Days, exportDay(day))
	}
	return e
}

func (d Decider) exportSession(s Past) ExportSession {
	r := s.Result
	e := ExportSession{
		Day: s.Day, Started: r.Started.In(s.Loc), Ended: r.Ended.In(s.Loc), Zone: s.Loc.String(),
		RoutineID: r.Routine, RoutineVersion: r.Version, Form: r.Form, End: r.End, Counted: r.Counted, Seconds: r.Seconds,
		PainBefore: r.Before, PainDuring: r.During, PainAfter: r.After, Effort: r.Effort,
		HeadacheBand: r.Ache, HeadacheBefore: r.Head, HeadacheAfter: r.HeadNow, HeadacheMore: r.Headache,
		Steps: []ExportStep{},
	}
	if routine, ok := d.Library.Routine(r.Routine); ok {
		e.Routine = routine.Name
	}
	for _, step := range r.Steps {
		x := ExportStep{
			VariantID: step.Variant, PlannedID: step.Planned, Done: step.Done, Hurt: step.Hurt,
			Eased: step.Eased, OneSet: step.OneSet, Seconds: step.Spent,
		}
		if exercise, _, ok := d.Library.Variant(step.Variant); ok {
			x.Exercise = exercise.Name
		}
		e.Steps = append(e.Steps, x)
	}
	return e
}

func exportDay(d Day) ExportDay {
	e := ExportDay{Day: d.Date, Attack: d.Attack, Headache: toldNumber(d.Headache), HeadacheTen: toldNumber(d.Ache), NeckPain: toldNumber(d.Neck)}
	if d.Medicine > 0 {
		took := d.Medicine == 2
		e.Medicine = &took
	}
	return e
}

// toldNumber undoes the one that the digest adds to every answer; nil: not told.
func toldNumber(stored int) *int {
	if stored == 0 {
		return nil
	}
	n := stored - 1
	return &n
}

// file returns the export as it is handed out.
func (e Export) file() (*File, error) {
	data, err := json.MarshalIndent(e, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write an export: %w", err)
	}
	return &File{Name: fileName("export", e.Made, "json"), Type: "application/json", Data: append(data, '\n')}, nil
}

// fileName names a file after what it is and the last day it tells of.
func fileName(what string, day scheduler.Date, extension string) string {
	return fmt.Sprintf("unknot-%s-%s.%s", what, day, extension)
}
