package discordtest

import (
	"encoding/json"
	"unicode/utf8"
)

// Modal is a field that somebody may write into.
type Modal struct {
	Title, Label, Code string
	field              string
}

const (
	partLabel = 18
	partWords = 4
)

// part is a part of a modal, as it is opened and as it is filled in.
type part struct {
	Kind    int    `json:"type"`
	Label   string `json:"label,omitempty"`
	Code    string `json:"custom_id,omitempty"`
	Style   int    `json:"style,omitempty"`
	Longest int    `json:"max_length,omitempty"`
	Value   string `json:"value,omitempty"`
	Inner   *part  `json:"component,omitempty"`
}

// opens takes a modal as strictly as Discord does, with one field.
func (i *interaction) opens(body json.RawMessage) *refusal {
	var in struct {
		Code  string `json:"custom_id"`
		Title string `json:"title"`
		Parts []part `json:"components"`
	}
	if json.Unmarshal(body, &in) != nil || !fits(in.Code, 100) || !fits(in.Title, 45) || len(in.Parts) != 1 {
		return invalid("modal")
	}
	l := in.Parts[0]
	if l.Kind != partLabel || !fits(l.Label, 45) || l.Inner == nil {
		return invalid("modal: label")
	}
	if f := l.Inner; f.Kind != partWords || !fits(f.Code, 100) || f.Style < 1 || f.Style > 2 || f.Longest < 1 || f.Longest > 4000 {
		return invalid("modal: text input")
	}
	i.modal = &Modal{Title: in.Title, Label: l.Label, Code: in.Code, field: l.Inner.Code}
	return nil
}

// OpenedModal returns what an interaction opened for its person, or nil.
func (s *Server) OpenedModal(id string) *Modal {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.interactions {
		if i.id == id {
			return i.modal
		}
	}
	return nil
}

// Fill makes the person of an interaction write into what it opened for them,
// and send it.
func (s *Server) Fill(id, text string) (filled string) {
	s.mu.Lock()
	var from *interaction
	for _, i := range s.interactions {
		if i.id == id {
			from = i
		}
	}
	s.mu.Unlock()
	if utf8.RuneCountInString(text) == 0 {
		return "" // Discord does not let it go
	}
	return s.interact(from.person, from.channel, kindFilled, from.pressed, happened{Code: from.modal.Code, Parts: []part{
		{Kind: partLabel, Inner: &part{Kind: partWords, Code: from.modal.field, Value: text}},
	}})
}
