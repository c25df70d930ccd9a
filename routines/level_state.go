package routines

import (
	"maps"
	"slices"
)

// Levels is the level that somebody has reached in each exercise they have
// done. Its methods return new ones and change nothing.
type Levels map[ExerciseID]VariantID

// Of returns the level of an exercise: the stored one, or where everybody
// begins. A level that the library does not have any more is the next easier
// one it has. It is empty for an exercise without levels.
func (ls Levels) Of(lib *Library, id ExerciseID) VariantID {
	ladder := LadderOf(lib, id)
	if len(ladder) == 0 {
		return ""
	}
	stored := ls[id]
	if slices.Contains(ladder, stored) {
		return stored
	}
	row := levelRow(id)
	if at, ok := row.index(stored); ok && stored != "" {
		return ladder.atMost(at)
	}
	return ladder.atMost(slices.Index(row.Order, row.Start))
}

// learn stores the level of every exercise that was tried: only what was done
// once can go down.
func (ls Levels) learn(lib *Library, tries Tries) Levels {
	next := ls.clone()
	for _, t := range tries {
		if level := ls.Of(lib, t.Exercise); level != "" {
			next[t.Exercise] = level
		}
	}
	return next
}

// at returns the levels with one exercise at another.
func (ls Levels) at(id ExerciseID, v VariantID) Levels {
	next := ls.clone()
	next[id] = v
	return next
}

// down returns the levels with every exercise but some one lower, and which
// they are. What is at its easiest stays.
func (ls Levels) down(lib *Library, but ...ExerciseID) (Levels, []ExerciseID) {
	next, fell := ls.clone(), []ExerciseID(nil)
	for _, id := range slices.Sorted(maps.Keys(ls)) {
		lower, ok := LadderOf(lib, id).Down(ls.Of(lib, id))
		if ok && !slices.Contains(but, id) {
			next[id] = lower
			fell = append(fell, id)
		}
	}
	return next, fell
}

// Lower returns the levels with a whole family one lower, also what was never
// done: for planning while a limit asks for it, never to be stored.
func (ls Levels) Lower(lib *Library, f Family) Levels {
	next := ls.clone()
	for id, e := range lib.exercises {
		if lower, ok := LadderOf(lib, id).Down(ls.Of(lib, id)); ok && e.Family == f {
			next[id] = lower
		}
	}
	return next
}

// Begin returns the levels with none of a family beyond where everybody begins.
func (ls Levels) Begin(lib *Library, f Family) Levels {
	next := ls.clone()
	for id := range ls {
		start := Levels{}.Of(lib, id)
		if e, ok := lib.exercises[id]; ok && e.Family == f && LadderOf(lib, id).above(ls.Of(lib, id), start) {
			next[id] = start
		}
	}
	return next
}

// within returns the levels with none beyond what a week of the program
// allows.
func (ls Levels) within(lib *Library, week int) Levels {
	next := ls.clone()
	for id := range ls {
		ladder := LadderOf(lib, id)
		if len(ladder) == 0 {
			continue
		}
		if limit := weekLimit(lib, id, week); ladder.above(ls.Of(lib, id), limit) {
			next[id] = limit
		}
	}
	return next
}

// above reports whether the first of two levels is the harder one.
func (l Ladder) above(a, b VariantID) bool {
	i, _ := l.Rank(a)
	j, _ := l.Rank(b)
	return i > j
}

func (ls Levels) clone() Levels {
	if ls == nil {
		return Levels{}
	}
	return maps.Clone(ls)
}
