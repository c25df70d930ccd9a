package discord

import (
	"context"
	"strings"

	"unknot/adapters/border"
	"unknot/bot"
)

// A form is a button that opens a field to write into (a modal). It is shown
// where the answer is for one person among others: in direct messages people
// simply write. Everything about it is in the code of the button, so nothing
// needs to be remembered, and opening it asks nobody.
const (
	formMark     = "✎"
	longestWords = 500 // more is not read

	partLabel     = 18
	partWords     = 4
	styleOneLine  = 1
	fieldName     = "words"
	callbackModal = 9
)

// withForm adds the button of a form to the choices of a message, where it is
// needed.
func (a *answer) withForm(m bot.Message) []bot.Button {
	if a == nil || a.of.private() || m.Form.Command == "" {
		return m.Choice
	}
	return append(m.Choice[:len(m.Choice):len(m.Choice)], bot.Button{Label: m.Form.Label, Code: formCode(m.Form)})
}

func formCode(f bot.Form) string {
	code := formMark + f.Command + " " + f.Title
	if len(code) > longestCode {
		code = strings.ToValidUTF8(code[:longestCode], "")
	}
	return code
}

// readForm returns the form behind the code of a button, or of a modal.
func readForm(code string) (f bot.Form, ok bool) {
	code, ok = strings.CutPrefix(code, formMark)
	f.Command, f.Title, _ = strings.Cut(code, " ")
	return f, ok
}

// modal is a field to write into, as Discord opens it.
type modal struct {
	Code  string      `json:"custom_id"`
	Title string      `json:"title"`
	Parts []modalPart `json:"components"`
}

type modalPart struct {
	Kind  int    `json:"type"`
	Label string `json:"label"`
	Field field  `json:"component"`
}

type field struct {
	Kind    int    `json:"type"`
	Code    string `json:"custom_id"`
	Style   int    `json:"style"`
	Longest int    `json:"max_length"`
}

// openForm answers a press by opening a field. One that fails to open is pressed
// again.
func (in *intake) openForm(ctx context.Context, i *interaction, f bot.Form) {
	title := clip(border.Clean(f.Title), bot.LongestTitle)
	m := modal{Code: formMark + f.Command, Title: title, Parts: []modalPart{{
		Kind: partLabel, Label: title, Field: field{Kind: partWords, Code: fieldName, Style: styleOneLine, Longest: longestWords},
	}}}
	_, _ = in.d.caller.call(ctx, newAnswer(i).callback(callbackModal, m))
}

// submitted is a part of a modal that was filled in.
type submitted struct {
	Value string      `json:"value"`
	Inner *submitted  `json:"component"`  // of a label
	Parts []submitted `json:"components"` // of a row
}

func (s submitted) words() string {
	if s.Value != "" {
		return s.Value
	}
	if s.Inner != nil {
		s.Parts = append(s.Parts, *s.Inner)
	}
	for _, part := range s.Parts {
		if said := part.words(); said != "" {
			return said
		}
	}
	return ""
}

// filled returns what was written into a form, as if it was typed behind its
// command.
func (i *interaction) filled() string {
	f, ok := readForm(i.Data.Code)
	if !ok {
		return ""
	}
	return words(f.Command + " " + submitted{Parts: i.Data.Parts}.words())
}
