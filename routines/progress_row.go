package routines

import "slices"

// ProgressRow is one row of the P-rule.
type ProgressRow struct {
	Row    string
	Move   LevelMove
	Reason Reason
	fits   func(levelView) bool
}

// ProgressRows is the P-rule of the clinical specification, section 0.6, read
// from the top: the first row that fits decides. Where the form question of P9
// was not asked yet, a row of that name asks it.
func ProgressRows() []ProgressRow {
	return []ProgressRow{
		{"P1", LevelDown, ReasonHurt, func(v levelView) bool { return v.fresh() && v.lastTry().During == Red }},
		{"P2", LevelDown, ReasonAfter, func(v levelView) bool { return v.fresh() && v.last().after().Colour == Red }},
		{"P3", LevelDown, ReasonEffort, func(v levelView) bool { return v.fresh() && reads(v.last().Effort, 0) >= effortDown }},
		{"P4", LevelDown, ReasonAttack, levelView.attacked},
		{"P5", LevelHold, ReasonFew, levelView.few},
		{"P6", LevelHold, ReasonAmber, levelView.amber},
		{"P7", LevelHold, ReasonHeavy, func(v levelView) bool { return slices.ContainsFunc(v.lastCounted(), heavy) }},
		{"P8", LevelHold, ReasonBefore, func(v levelView) bool { return slices.ContainsFunc(v.lastCounted(), sore) }},
		{"P9", LevelHold, ReasonForm, func(v levelView) bool { return v.last().Check == FormFailed }},
		{"P9", LevelAsk, ReasonAsk, func(v levelView) bool { return v.last().Check == "" }},
		{"P10", LevelUp, ReasonUp, func(levelView) bool { return true }},
	}
}

// levelView is what the rows look at: the sessions with one exercise, oldest
// first.
type levelView struct {
	exercise ExerciseID
	ladder   Ladder
	level    VariantID
	with     Marks // with this exercise, in any form
	counted  Marks // of those, counted at this level
	all      Marks
	slow     bool
	today    DayNumber
}

// sessions returns the view of the rows that bring a level down: they look at
// no level.
func (j Judge) sessions(id ExerciseID) levelView {
	v := levelView{exercise: id, all: j.Marks, slow: j.Program.Slow, today: j.Today}
	for _, m := range j.Marks {
		if _, ok := m.Tries.of(id); ok {
			v.with = append(v.with, m)
		}
	}
	return v
}

// view returns the view of all rows.
func (j Judge) view(id ExerciseID) levelView {
	v := j.sessions(id)
	v.ladder, v.level = LadderOf(j.Library, id), j.Levels.Of(j.Library, id)
	for _, m := range v.with {
		if t, _ := m.Tries.of(id); t.Level != "" && t.Level == v.level && m.Form == Full {
			v.counted = append(v.counted, m)
		}
	}
	return v
}

// falls reports whether a row brings the level of an exercise down.
func (j Judge) falls(id ExerciseID) bool {
	if j.calm(id) {
		return false
	}
	v := j.sessions(id)
	return slices.ContainsFunc(ProgressRows(), func(row ProgressRow) bool { return row.Move == LevelDown && row.fits(v) })
}

// calm reports, without building a view, that nothing in the last sessions with
// an exercise could bring its level down: for nearly all of them that is so.
func (j Judge) calm(id ExerciseID) bool {
	last := true
	for i := len(j.Marks) - 1; i >= 0; i-- {
		m := &j.Marks[i]
		t, ok := m.Tries.of(id)
		if !ok {
			continue
		}
		if last && (t.During == Red || m.after().Colour == Red || reads(m.Effort, 0) >= effortDown) {
			return false
		}
		last = false
		if !m.Unwell { // P4 looks at the last that was not begun in an attack
			return !m.Attack
		}
	}
	return true
}

// last returns the last session with the exercise.
func (v levelView) last() Mark {
	if len(v.with) == 0 {
		return Mark{}
	}
	return v.with[len(v.with)-1]
}

func (v levelView) lastTry() Try {
	t, _ := v.last().Tries.of(v.exercise)
	return t
}

// fresh reports whether the last session has not brought the level down yet:
// one session does so once.
func (v levelView) fresh() bool { return len(v.with) > 0 && !v.lastTry().Fell }

// attacked is row P4: an attack began within 24 h after both of the last two
// sessions, on the slow track after three of the last four. Sessions begun in
// an attack are not looked at. The last one must have had one: what came
// before it was judged then.
func (v levelView) attacked() bool {
	look, least := needed, needed
	if v.slow {
		look, least = lookedBack, lookedBack-1
	}
	looked := slices.DeleteFunc(slices.Clone(v.with), func(m Mark) bool { return m.Unwell })
	looked = looked[max(0, len(looked)-look):]
	if len(looked) < least || !looked[len(looked)-1].Attack || v.fellIn(looked[len(looked)-1]) {
		return false
	}
	attacks := slices.DeleteFunc(slices.Clone(looked), func(m Mark) bool { return !m.Attack })
	return len(attacks) >= least
}

func (v levelView) fellIn(m Mark) bool {
	t, _ := m.Tries.of(v.exercise)
	return t.Fell
}

// few is row P5.
func (v levelView) few() bool {
	window := countedDays
	if v.slow {
		window = countedDaysSlow
	}
	return len(v.counted.recent(v.today, window)) < needed
}

// lastCounted returns the last two counted sessions.
func (v levelView) lastCounted() Marks { return v.counted[max(0, len(v.counted)-needed):] }

// amber is row P6: amber in either of the last two counted sessions, or in one
// since that did not count because of it, or any red in the last seven days.
func (v levelView) amber() bool {
	first := v.lastCounted()[0]
	for _, m := range v.with {
		if m.At >= first.At && m.colour() != Green {
			return true
		}
	}
	return slices.ContainsFunc(v.all.recent(v.today, redDays), func(m Mark) bool { return m.colour() == Red })
}

// heavy is row P7 for one session.
func heavy(m Mark) bool {
	limit := effortHold
	if m.Week >= lateWeek && (m.Routine == "S-06" || m.Routine == BandRoutine) {
		limit = effortHoldLate
	}
	return m.Effort == nil || *m.Effort >= limit
}

// sore is row P8 for one session.
func sore(m Mark) bool { return m.Before == nil || *m.Before >= beforeHold }

// attackAfter reports whether an attack followed a session at this level.
func (v levelView) attackAfter() bool {
	return slices.ContainsFunc(v.counted, func(m Mark) bool { return m.Attack })
}
