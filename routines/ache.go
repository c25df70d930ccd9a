package routines

import (
	"slices"
	"time"
)

// Ache is a headache before a session, in the bands of the table "before" of
// the clinical specification, section 3.2, or what stands beside its numbers.
type Ache string

// The bands.
const (
	AcheUntold Ache = ""       // not asked or skipped: reads as mild
	AcheMild   Ache = "mild"   // 0-3
	AcheMedium Ache = "medium" // 4-6
	AcheStrong Ache = "strong" // 7-10
	// The same with neck and shoulder pain of 8 or more, told in one tap.
	AcheMediumSore Ache = "mediumsore"
	AcheStrongSore Ache = "strongsore"
	AcheSign       Ache = "sign"   // nausea, light that hurts, aura or a known attack
	AcheComing     Ache = "coming" // an attack may be coming
	AcheMore       Ache = "more"   // more than mild, and no more is known
)

// Aches lists what may be answered to the question about the head.
func Aches() []Ache {
	return []Ache{AcheMild, AcheMedium, AcheMediumSore, AcheStrong, AcheStrongSore, AcheSign, AcheComing}
}

// AcheOf returns the band of a headache, 0-10.
func AcheOf(n int) Ache {
	switch {
	case n <= 3:
		return AcheMild
	case n <= 6:
		return AcheMedium
	default:
		return AcheStrong
	}
}

// least returns the lowest number of a band, for the table of the bands; nil
// where there is none.
func (a Ache) least() *int {
	least := map[Ache]int{AcheMild: 0, AcheMedium: 4, AcheMediumSore: 4, AcheStrong: 7, AcheStrongSore: 7}
	n, ok := least[a]
	if !ok {
		return nil
	}
	return &n
}

// known returns what is known before this session, for the table.
func (m Machine) known(s Session) Before {
	b := Before{Neck: s.Before, Head: s.Head, More: s.Ache == AcheMore, Sign: s.Ache == AcheSign,
		Coming: m.Coming || s.Ache == AcheComing, Usual: m.Usual}
	if b.Head == nil {
		b.Head = s.Ache.least()
	}
	if severe := SeverePain; b.Neck == nil && (s.Ache == AcheMediumSore || s.Ache == AcheStrongSore) {
		b.Neck = &severe
	}
	return b
}

// aches reports whether there was a headache before that is worth a question
// after.
func (s Session) aches() bool {
	return s.Ache == AcheMedium || s.Ache == AcheMediumSore || s.Ache == AcheComing || s.Head != nil && *s.Head > 0
}

// ache takes the answer about the head. Whoever leaves it open after "more
// than mildly" rests.
func (m Machine) ache(s Session, mv Move, now time.Time) (Session, Notice) {
	switch {
	case mv.Kind == MoveScore && inScale(mv.Score):
		s = s.next(now)
		s.Head, s.Ache = &mv.Score, AcheOf(mv.Score)
	case mv.Kind == MoveAche && slices.Contains(Aches(), mv.Ache):
		s = s.next(now)
		s.Ache = mv.Ache
	case mv.Kind == MovePass && s.Ache == AcheMore, mv.Kind == MoveHeadache:
		return m.rest(s.next(now), now)
	case mv.Kind == MovePass:
		s = s.next(now)
	default:
		return s, NoticeUnfit
	}
	if s.Ache == AcheMild && s.Before == nil && !m.AskHead { // then the neck decides
		s.Phase = PhaseBefore
		return s, NoticeShow
	}
	return m.lit(s, now)
}

// rest begins a rest without another question, before and after.
func (m Machine) rest(s Session, now time.Time) (Session, Notice) {
	s.Headache, s.Ache = true, AcheMore
	return m.begin(s, LightRest, RestRoutine, now)
}

// lit begins what the table "before" asks for: the routine as planned or
// something calmer, an attack, or first the R-items.
func (m Machine) lit(s Session, now time.Time) (Session, Notice) {
	row := m.known(s).Row()
	switch {
	case row.Attack:
		s, _ = m.close(s, EndUnbegun, now)
		return s, NoticeAttack
	case row.Recheck == RecheckNow && !m.Checked:
		s.Phase = PhaseRecheck
		return s, NoticeRecheck
	default:
		return m.begin(s, row.Light, row.Routine(s.Routine), now)
	}
}

// recheck begins the rest once the R-items are answered with no.
func (m Machine) recheck(s Session, mv Move, now time.Time) (Session, Notice) {
	if mv.Kind != MoveGoOn {
		return s, NoticeUnfit
	}
	row := m.known(s).Row()
	return m.begin(s.next(now), row.Light, row.Routine(s.Routine), now)
}
