package routines_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/routines"
)

// life is somebody on their way, day by day. After every change it is held
// against what must be true of every life.
type life struct {
	t      fatal
	lib    *routines.Library
	course routines.Course
	day    int
	stage  routines.Stage

	headache map[routines.DayNumber]bool
	reds     []int               // days of a red, during or after a session
	loading  []int               // days of loading sessions
	seconds  map[int]map[int]int // of the list's sessions, by the week of the program and when it began
	turns    []routines.Turn     // all of them
}

func newLife(t fatal, lib *routines.Library, slow bool) *life {
	return &life{t: t, lib: lib, course: routines.Course{Program: routines.Start(slow)},
		headache: map[routines.DayNumber]bool{}, seconds: map[int]map[int]int{}}
}

func (l *life) facts() routines.Facts {
	f := on(l.lib, l.day)
	for _, m := range l.course.Marks {
		if m.Day == f.Today {
			f.Now += 10 // no two sessions end at once
		}
	}
	f.Stage, f.Headache = l.stage, l.headache
	return f
}

// meet lets time act, and checks how the weeks and the levels go on.
func (l *life) meet() {
	l.t.Helper()
	before := l.course
	after, turns := before.Meet(l.facts())
	for _, turn := range turns {
		next := turn.Row == "W4" && turn.To == turn.From+1
		again := turn.To == turn.From && turn.Row != "W4"
		anew := turn.Row == "G4" && turn.To == 1
		back := turn.Row == "" && turn.From == routines.MaintenanceWeek && turn.To == 3
		if !next && !again && !anew && !back {
			l.t.Fatalf("day %d: a week is skipped: %+v", l.day, turn)
		}
	}
	l.neverRises(before, after)
	l.course = after
	l.turns = append(l.turns, turns...)
	if again, more := after.Meet(l.facts()); len(more) > 0 || len(again.Marks) != len(after.Marks) {
		l.t.Fatalf("day %d: the same time acts twice: %+v", l.day, more)
	}
}

// neverRises checks that no level went up.
func (l *life) neverRises(before, after routines.Course) {
	l.t.Helper()
	for id, level := range after.Levels {
		ladder := routines.LadderOf(l.lib, id)
		was, _ := ladder.Rank(before.Levels.Of(l.lib, id))
		is, ok := ladder.Rank(level)
		if !ok || is > was && before.Levels[id] != "" {
			l.t.Fatalf("day %d: %s goes up by itself, from %s to %s", l.day, id, before.Levels[id], level)
		}
	}
}

// session is how one session goes.
type session struct {
	form           routines.Form
	before, effort int
	hurt           routines.Hurt // in the step of that index
	at             int
	after          int // index of the row after
	formPassed     bool
	easier         bool
}

// good is a session that goes well.
func good() session {
	return session{form: routines.Full, before: 2, effort: 3, formPassed: true}
}

// do does a session today, with all that is asked after it; every step up is
// taken.
func (l *life) do(id routines.RoutineID, s session) {
	l.t.Helper()
	r, _ := l.lib.Routine(id)
	steps := l.course.Steps(l.lib, r, s.form)
	for i := range steps {
		steps[i].Done = routines.StepDone
		if easier, ok := l.lib.Easier(steps[i].Variant); ok && s.easier {
			steps[i].Planned, steps[i].Variant = cmp.Or(steps[i].Planned, steps[i].Variant), easier
		}
		if s.hurt != "" && i == s.at%len(steps) {
			steps[i].Hurt = s.hurt
			if s.hurt != routines.HurtBit {
				steps[i].Done = routines.StepStopped
				l.reds = append(l.reds, l.day)
			}
		}
	}
	l.loads(id, s.form, steps)
	f := l.facts()
	result := routines.Result{Routine: id, Form: s.form, Steps: steps, Before: &s.before, Effort: &s.effort, Ended: clock(f.Now), End: routines.EndDone}
	before := l.course
	after, verdicts := before.Finish(f, result, l.stage != "")
	l.neverRises(before, after)
	l.course = after
	for _, v := range verdicts {
		if v.Move == routines.LevelAsk {
			l.course, _ = l.course.Checked(f, s.formPassed)
			break
		}
	}
	l.raiseAll(f)
	if row := routines.AfterRows()[s.after]; row.Row != "A2" {
		l.follow(f, row)
	}
	l.meet()
}

// loads notes a loading session and the minutes of the list.
func (l *life) loads(id routines.RoutineID, form routines.Form, steps []routines.StepState) {
	asked := routines.AskedFor(l.lib, id, form, l.course.Program.Week)
	if (id == "S-05" || id == "S-06") && asked.Load {
		l.loading = append(l.loading, l.day)
	}
	week, begun := l.course.Program.Week, int(l.course.Program.Begun)
	if id == routines.BedtimeRoutine {
		return // in no week's list: it is what calm days hold
	}
	if l.seconds[week] == nil {
		l.seconds[week] = map[int]int{}
	}
	done := slices.DeleteFunc(slices.Clone(steps), func(step routines.StepState) bool { return step.Done == routines.StepStopped })
	l.seconds[week][begun] += int(routines.Session{Routine: id, Form: form, Steps: done}.Total(l.lib) / time.Second)
}

// raiseAll takes every step up that is offered, and checks that none is after
// red.
func (l *life) raiseAll(f routines.Facts) {
	l.t.Helper()
	for id, level := range l.course.Levels {
		next, v := l.course.Raise(f, id)
		if v.Move != routines.LevelUp {
			continue
		}
		if slices.ContainsFunc(l.reds, func(day int) bool { return l.day-day < 7 }) {
			l.t.Fatalf("day %d: %s rises after red on %v: %+v", l.day, id, l.reds, v)
		}
		if up, ok := routines.LadderOf(l.lib, id).Up(level); !ok || next.Levels[id] != up {
			l.t.Fatalf("day %d: from %s to %s", l.day, level, next.Levels[id])
		}
		l.course = next
	}
}

// follow answers the question on the next morning.
func (l *life) follow(f routines.Facts, row routines.AfterRow) {
	before := l.course
	if row.Colour == routines.Red {
		l.reds = append(l.reds, l.day)
	}
	l.course, _ = before.Followed(f, before.Marks[len(before.Marks)-1].At, row)
	l.neverRises(before, l.course)
}

// agenda does what is due today, if anything is.
func (l *life) agenda(s session) bool {
	l.t.Helper()
	l.meet()
	a := l.course.Agenda(l.facts())
	if a.Routine == "" {
		if a.Reason == "" {
			l.t.Fatalf("day %d: nothing is due, and nobody knows why", l.day)
		}
		return false
	}
	if !l.course.Rule(l.facts(), a.Routine, routines.Full).Allowed {
		l.t.Fatalf("day %d: %+v is due and not allowed", l.day, a)
	}
	s.easier = s.easier || a.Easier
	l.do(a.Routine, s)
	return true
}

// attack lets an attack begin some hours after noon.
func (l *life) attack(hours int) {
	began := l.facts().Now + routines.Minute(60*hours)
	l.course = l.course.Attacked(began)
	l.headache[l.facts().Today] = true
}

func sessions() *rapid.Generator[session] {
	return rapid.Custom(func(t *rapid.T) session {
		hurts := []routines.Hurt{"", "", "", "", "", routines.HurtBit, routines.HurtStrong, routines.HurtElse}
		return session{
			form:       rapid.SampledFrom([]routines.Form{routines.Full, routines.Full, routines.Full, routines.Short, routines.Tiny}).Draw(t, "form"),
			before:     rapid.IntRange(0, 7).Draw(t, "before"),
			effort:     rapid.SampledFrom([]int{1, 2, 3, 3, 4, 4, 5, 6, 8}).Draw(t, "effort"),
			hurt:       rapid.SampledFrom(hurts).Draw(t, "hurt"),
			at:         rapid.IntRange(0, 7).Draw(t, "step"),
			after:      rapid.SampledFrom([]int{1, 1, 1, 1, 1, 1, 2, 3, 4}).Draw(t, "after"),
			formPassed: rapid.IntRange(0, 3).Draw(t, "form passed") > 0,
		}
	})
}

// anything lets somebody do on a day what they like, as far as it is allowed.
func (l *life) anything(t *rapid.T) {
	l.meet()
	switch rapid.IntRange(0, 9).Draw(t, "what") {
	case 0, 1, 2, 3:
		l.agenda(sessions().Draw(t, "session"))
	case 4, 5:
		id := rapid.SampledFrom([]routines.RoutineID{"S-01", "S-02", "S-03", "S-05", "S-06", "S-07", "S-10", "S-14"}).Draw(t, "routine")
		s := sessions().Draw(t, "session")
		if l.course.Rule(l.facts(), id, s.form).Allowed {
			l.do(id, s)
		}
	case 6:
		l.attack(rapid.IntRange(0, 10).Draw(t, "hours"))
	case 7:
		l.stage = rapid.SampledFrom([]routines.Stage{"", routines.StageComing, routines.StageAttack, routines.StageAfter}).Draw(t, "stage")
	case 8:
		l.day += rapid.IntRange(0, 40).Draw(t, "away")
	}
}

// Whatever somebody does: no week is skipped, no level rises after red or by
// itself, no two days in a row have a loading session, and the same time never
// acts twice.
func TestEveryLifeKeepsTheRules(t *testing.T) {
	lib := programLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t, lib, rapid.Bool().Draw(t, "slow"))
		for range rapid.IntRange(1, 80).Draw(t, "days") {
			l.anything(t)
			if rapid.IntRange(0, 3).Draw(t, "twice") > 0 {
				l.day++
			}
			if rapid.IntRange(0, 9).Draw(t, "headache") < 4 {
				l.headache[l.facts().Today] = true
			}
		}
		for i := 1; i < len(l.loading); i++ {
			if l.loading[i]-l.loading[i-1] <= 1 {
				t.Fatalf("loading sessions on the days %v", l.loading)
			}
		}
		for id, level := range l.course.Levels {
			within(t, l, id, level)
		}
		if n := len(l.course.Marks); n > 120 {
			t.Fatalf("%d marks", n)
		}
	})
}

// within checks that no level runs ahead of the week's variant. On the slow
// track and on that of weeks alike the steps of every form stay inside it.
func within(t fatal, l *life, id routines.ExerciseID, level routines.VariantID) {
	t.Helper()
	ladder := routines.LadderOf(l.lib, id)
	hardest := ladder[len(ladder)-1]
	allowed := routines.Levels{id: hardest}.Step(l.lib, hardest, routines.Full, l.course.Program.Week).Variant
	is, _ := ladder.Rank(level)
	if most, _ := ladder.Rank(allowed); is > most {
		t.Fatalf("%s is at %s in week %d, which allows %s", id, level, l.course.Program.Week, allowed)
	}
}

// Somebody whose sessions all go well does progress: through every week in
// eight of them, and up in every exercise of the program.
func TestWhoeverDoesWellProgresses(t *testing.T) {
	lib := programLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t, lib, false)
		well := rapid.Custom(func(t *rapid.T) session {
			s := good()
			s.before, s.effort = rapid.IntRange(0, 3).Draw(t, "before"), rapid.IntRange(0, 4).Draw(t, "effort")
			return s
		})
		for ; l.day < 56; l.day++ {
			l.agenda(well.Draw(t, "session"))
		}
		l.meet()
		if l.course.Program.Week != routines.MaintenanceWeek || len(l.turns) != 8 {
			t.Fatalf("after 56 days in week %d, by %+v", l.course.Program.Week, l.turns)
		}
		for id, least := range map[routines.ExerciseID]routines.VariantID{
			"CST-01": "CST-01.L3", "CST-03": "CST-03", "CST-04": "CST-04", "SST-02": "SST-02", "SST-03": "SST-03", "SST-04": "SST-04",
		} {
			reaches(t, l, id, least)
		}
	})
}

func reaches(t fatal, l *life, id routines.ExerciseID, least routines.VariantID) {
	t.Helper()
	ladder := routines.LadderOf(l.lib, id)
	is, _ := ladder.Rank(l.course.Levels.Of(l.lib, id))
	if want, _ := ladder.Rank(least); is < want {
		t.Fatalf("%s reached %s, not %s, by day %d: %+v", id, l.course.Levels[id], least, l.day, l.turns)
	}
}

// Whoever leaves days out goes on all the same, as long as a week has two full
// sessions of its list.
func TestADayLeftOutHoldsNobodyBack(t *testing.T) {
	lib := programLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t, lib, false)
		done := 0
		for ; l.day < 120 && l.course.Program.Week <= 8; l.day++ {
			told := len(l.turns)
			l.meet()
			for _, turn := range l.turns[told:] {
				if turn.Row == "W4" && done < 2 || turn.Row == "W3" && done >= 2 {
					t.Fatalf("day %d: %+v after %d sessions", l.day, turn, done)
				}
				if turn.Row[0] == 'W' {
					done = 0
				}
			}
			begun := l.course.Program.Begun
			if l.day == 0 || rapid.IntRange(0, 2).Draw(t, "does it") > 0 {
				if l.agenda(good()) {
					done++
				}
			}
			if l.course.Program.Begun != begun { // after a gap the week begins anew
				done = 1
			}
		}
	})
}

// The minutes of a week are at most those of the table, in whatever way its
// sessions go. Beyond the table are only the 12 repetitions of week 7 and 8
// and the head lift of week 8, each with one session's seconds, and the
// longer rest of the row without a band. A step that was stopped is not counted:
// a session of one step that is stopped is due once more.
func TestTheMinutesOfAWeekNeverRiseBeyondTheTable(t *testing.T) {
	lib := programLibrary(t)
	table := tableSeconds(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t, lib, false)
		for range rapid.IntRange(20, 90).Draw(t, "days") {
			s := good()
			if rapid.IntRange(0, 4).Draw(t, "goes well") == 0 {
				s = sessions().Draw(t, "session")
			}
			s.form = routines.Full
			if rapid.IntRange(0, 5).Draw(t, "does it") > 0 {
				l.agenda(s)
			}
			l.day++
		}
		for week := 1; week <= 8; week++ {
			allowed := table[week] + map[int]int{5: 2 * 30, 6: 2 * 30, 7: 2 * 30, 8: 2 * 40}[week]
			for begun, seconds := range l.seconds[week] {
				if seconds > allowed {
					t.Fatalf("week %d, begun on day %d: %d s, the table has %d", week, begun-int(day0), seconds, table[week])
				}
			}
		}
	})
}

// Twenty headache days in each 28: on the slow track somebody whose sessions
// go well on the other days reaches week 8, and higher levels.
func TestTwentyHeadacheDaysAMonthAreNoEnd(t *testing.T) {
	lib := programLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t, lib, true)
		for month := range 20 {
			free := freeDays(t, 28, 8)
			for d := range 28 {
				l.day = 28*month + d
				if !free[d] {
					l.headache[l.facts().Today] = true
					l.meet()
					continue
				}
				l.agenda(good())
			}
			if l.course.Program.Week >= 8 {
				break
			}
		}
		if l.course.Program.Week < 8 {
			t.Fatalf("after %d days in week %d: %+v", l.day, l.course.Program.Week, l.turns)
		}
		reaches(t, l, "CST-01", "CST-01.L1b")
		reaches(t, l, "SST-02", "SST-02")
	})
}

// Nor does it end for somebody in whom an attack follows every fifth session.
func TestAttacksAfterEveryFifthSessionAreNoEnd(t *testing.T) {
	lib := programLibrary(t)
	rapid.Check(t, func(t *rapid.T) {
		l := newLife(t, lib, true)
		done := 0
		for l.day < 28*30 && l.course.Program.Week < 8 {
			free := freeDays(t, 28, 8)
			for d := range 28 {
				l.day++
				if !free[d] {
					l.headache[l.facts().Today] = true
					continue
				}
				if l.agenda(good()) {
					if done++; done%5 == 0 {
						l.attack(5)
					}
				}
			}
		}
		if l.course.Program.Week < 8 {
			t.Fatalf("after %d days in week %d: %+v", l.day, l.course.Program.Week, l.turns)
		}
	})
}

// freeDays draws which days of a month have no headache.
func freeDays(t *rapid.T, days, free int) map[int]bool {
	all := make([]int, days)
	for i := range all {
		all[i] = i
	}
	chosen := map[int]bool{}
	for _, d := range rapid.Permutation(all).Draw(t, "free days")[:free] {
		chosen[d] = true
	}
	return chosen
}

// The headache days of a person on the track of weeks are no reason either:
// the offer of the slow track is made from eight of them in 28.
func ExampleProgram_SlowOffered() {
	headaches := map[routines.DayNumber]bool{}
	for day := range routines.DayNumber(8) {
		headaches[100+day] = true
	}
	p := routines.Start(false)
	fmt.Println(p.SlowOffered(107, headaches), p.SlowOffered(106, headaches))
	// Output: true false
}
