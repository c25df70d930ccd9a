package routines

import (
	"slices"
	"time"
)

// Safety is all that decides what somebody may do: what they answered, what
// they felt, and where in an attack they are. The zero Safety blocks nothing;
// its screening is due.
type Safety struct {
	Screening Screening `json:"screening,omitzero"`
	Stops     Stops     `json:"stops,omitempty"`
	Stage     Stage     `json:"stage,omitempty"`
}

// Blocks returns everything that is switched off now, in the person's zone as
// now carries it. It is what a Machine is handed.
func (s Safety) Blocks(now time.Time) Blocks {
	return s.Screening.Blocks(now).With(s.Stops.Blocks(now), s.Stage.Blocks())
}

// Limits returns everything that is limited now.
func (s Safety) Limits(now time.Time) []Limit {
	all := append(s.Screening.Limits(now), s.Stops.Limits()...)
	return slices.DeleteFunc(Limits(), func(l Limit) bool { return !slices.Contains(all, l) })
}

// Emergency reports whether an emergency holds everything. No stage of an
// attack takes its place.
func (s Safety) Emergency() bool {
	return len(s.Screening.Emergency()) > 0 || len(s.Stops.Emergency()) > 0
}

// Feel takes what somebody feels in a step: the stop rules that fit, and the
// items of the screening that they answer. It returns the row that decides and
// is false where only the pain rule has something to say.
func (s Safety) Feel(now time.Time, feelings ...Feeling) (Safety, StopRow, bool) {
	stops, row, ok := s.Stops.Met(now, feelings...)
	for _, stop := range stops[len(s.Stops):] {
		if item := stop.row().Item; item != "" {
			s.Screening = s.Screening.Record(Answer{Item: item, Said: Yes, At: now})
		}
	}
	s.Stops = stops
	return s, row, ok
}
