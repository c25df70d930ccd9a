package bot

import (
	"errors"
	"slices"

	"unknot/scheduler"
)

// Attach is what a message holds beside its lines: something made of the history
// of some days. It is small data; the history is read when the message is sent.
type Attach struct {
	Kind AttachKind     `json:"kind"`
	From scheduler.Date `json:"from"` // both days belong to it
	To   scheduler.Date `json:"to"`
}

// AttachKind is what is made of a history.
type AttachKind string

// The kinds.
const (
	AttachRange AttachKind = "range" // sentences: how those days went
	AttachHelps AttachKind = "helps" // sentences: pain around each family of exercises

	AttachExport AttachKind = "export" // a file: everything that is kept
	AttachReport AttachKind = "report" // a file: one page for a clinician

	AttachPicture AttachKind = "picture" // a picture: weeks, pain and days
)

// files reports whether something comes as a file. Such a message has no buttons
// and replaces nothing: platforms change a text into no file, nor back.
func (k AttachKind) files() bool { return k != AttachRange && k != AttachHelps }

// enclose answers with something made of the history.
func (t *turn) enclose(kind AttachKind, from, to scheduler.Date, press ...Press) {
	t.put(Effect{Kind: KindAnswer, Attach: &Attach{Kind: kind, From: from, To: to}, Press: press})
}

// Reads returns where the records lie that an effect needs when it is sent, and
// false when it needs none.
func (e Effect) Reads() (from, to Position, ok bool) {
	if e.Attach == nil {
		return 0, 0, false
	}
	from, to = positions(e.Attach.From, e.Attach.To)
	return from, to, true
}

// Message writes an effect for the person it goes to, in their language, with
// what it attaches made of the records that Reads names. An error comes with a
// message that can be sent all the same.
func (d Decider) Message(w Writer, p Person, e Effect, records []Record) (Message, error) {
	m, err := d.message(w, p, e, records)
	return p.dimmed(m, e), err
}

func (d Decider) message(w Writer, p Person, e Effect, records []Record) (Message, error) {
	if e.Attach == nil {
		return w.Message(e, p.Language)
	}
	h := d.History(p, records, e.Attach.From, e.Attach.To)
	switch e.Attach.Kind {
	case AttachExport:
		return d.exportMessage(w, p, e, h)
	case AttachReport:
		return d.reportMessage(w, p, e, h)
	case AttachPicture:
		return d.pictureMessage(w, p, e, h)
	case AttachHelps:
		e.Lines = slices.Concat(e.Lines, helpsLines(FiguresOf(h, d.Library, p.firstDay())))
	default:
		e.Lines = slices.Concat(e.Lines, rangeLines(FiguresOf(h, d.Library, p.firstDay())))
	}
	return w.Message(e, p.Language)
}

func (d Decider) exportMessage(w Writer, p Person, e Effect, h History) (Message, error) {
	e.Lines = slices.Concat(e.Lines, []Line{{Say: "export.text", N: len(h.Sessions), Of: len(h.Days)}, {Say: "export.care"}})
	about, err := w.Message(Effect{Lines: []Line{{Say: "export.about"}}}, p.Language)
	m, errText := w.Message(e, p.Language)
	file, errFile := d.exportOf(p, h, about.Text.Plain()).file()
	m.File = file
	return m, errors.Join(err, errText, errFile)
}

// fitting returns the effect as a platform can show it: where no files are taken, a
// picture is told in words, and another file is a sentence that says so.
func (e Effect) fitting(c Capabilities) Effect {
	switch {
	case e.Attach == nil || !e.Attach.Kind.files() || c.Files:
	case e.Attach.Kind == AttachPicture:
		words := *e.Attach
		words.Kind = AttachRange
		e.Attach = &words
	default:
		e.Attach, e.Lines = nil, []Line{{Say: "file.none"}}
	}
	return e
}
