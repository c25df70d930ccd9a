package bot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// obeys holds one decision against everything that must hold for each.
func (l *life) obeys(before bot.Person, e bot.Event, d bot.Decision) {
	added := newEffects(before, d.Person)
	l.outbox(before, d.Person)
	l.private(e, d)
	if !d.Person.Known() {
		l.unknown(before, d)
		return
	}
	l.messages(d.Person, added)
	l.recorded(before, e, d)
	l.digest(before, d.Person)
	l.unsolicited(before, d.Person, added)
	l.putOff(before, e, d.Person)
	l.silent(before, e, d.Person, added)
	l.held(before, e, d.Person, added)
	l.suits(d.Person, added)
	l.rests(before, d)
}

// newEffects are those that a decision added.
func newEffects(before, after bot.Person) []bot.Effect {
	var added []bot.Effect
	for _, effect := range after.Outbox {
		if effect.ID > before.Effects {
			added = append(added, effect)
		}
	}
	return added
}

// outbox: at most eight effects, in the order of their numbers, and one
// question.
func (l *life) outbox(before, after bot.Person) {
	screens := 0
	for i, effect := range after.Outbox {
		if i > 0 && effect.ID <= after.Outbox[i-1].ID || effect.ID > after.Effects || effect.ID < 1 {
			l.Fatalf("effect %d of %d is %d", i, after.Effects, effect.ID)
		}
		if len(effect.Press) > 0 && (effect.Kind == bot.KindAnswer || effect.Kind == bot.KindCue) {
			screens++
		}
	}
	if len(after.Outbox) > 8 || screens > 1 || after.Effects < before.Effects {
		l.Fatalf("%d effects, %d questions, numbers from %d to %d", len(after.Outbox), screens, before.Effects, after.Effects)
	}
	if len(after.Seen) > 32 {
		l.Fatalf("%d events are remembered", len(after.Seen))
	}
}

// private: of what was written nothing is kept.
func (l *life) private(e bot.Event, d bot.Decision) {
	if data := l.encode(d); strings.Contains(data, marker) {
		l.Fatalf("after %q the decision is %s", e.Text, data)
	}
	for _, r := range d.Records {
		if strings.Contains(string(r.Data), marker) {
			l.Fatalf("after %q the record is %s", e.Text, r.Data)
		}
	}
}

// unknown: before somebody agrees, nothing is kept of them.
func (l *life) unknown(before bot.Person, d bot.Decision) {
	p := d.Person
	if before.Known() || len(d.Records) > 0 || d.Erase {
		l.Fatalf("known before: %v, records %v, erases %v", before.Known(), d.Records, d.Erase)
	}
	// A document that is not Known is never stored, so a hold in it does not
	// outlive the answer.
	p.Outbox, p.Effects = nil, 0
	if got, want := l.encode(p), l.encode(bot.Person{Schema: 1, Platform: "console", Chat: "me"}); got != want {
		l.Fatalf("of a stranger is left %s", got)
	}
}

// messages: every button comes back, every sentence is there, nothing is long.
func (l *life) messages(after bot.Person, added []bot.Effect) {
	for _, effect := range added {
		if effect.Code != "" {
			continue // no message
		}
		for _, p := range effect.Press {
			checkPress(l, p)
		}
		m, err := l.d.Message(l.w, after, effect, l.stored)
		if err != nil {
			l.Fatalf("%v in %+v", err, effect)
		}
		l.isDim(after, effect, m)
		text := m.Text.Plain()
		if n := utf8.RuneCountInString(text); n >= 1500 || n == 0 || strings.Contains(text, "<no value>") {
			l.Fatalf("a message of %d characters:\n%s", n, text)
		}
		for _, b := range m.Choice {
			if n := utf8.RuneCountInString(b.Label); n == 0 || n > 60 {
				l.Fatalf("a button of %d characters: %q", n, b.Label)
			}
		}
	}
}

// isDim: dim style has no picture and no sound, whatever is sent.
func (l *life) isDim(after bot.Person, effect bot.Effect, m bot.Message) {
	attack := inAttack(after, l.now)
	if !attack && !after.Settings.Dim {
		return
	}
	sounds := effect.Kind == bot.KindAlarm || effect.Kind == bot.KindCue && !attack
	if m.Silent == sounds || m.File != nil && m.File.Type == "image/png" {
		l.Fatalf("in dim style this is sent: %+v, silent %v, with %v", effect, m.Silent, m.File != nil)
	}
}

// recorded: a session that reached a step leaves one record when it is no
// longer open, in the order of positions.
func (l *life) recorded(before bot.Person, e bot.Event, d bot.Decision) {
	s := d.Person.Session
	if s != nil && (s.Closed() || s.ID > d.Person.Sessions) {
		l.Fatalf("session %d of %d is open in phase %s", s.ID, d.Person.Sessions, s.Phase)
	}
	want := 0
	if was := before.Session; was != nil && (s == nil || s.ID != was.ID) && (l.begun[was.ID] || len(sessionsIn(d.Records)) > 0) {
		want = 1
	}
	l.archived(before, d)
	sessions := sessionsIn(d.Records)
	if len(sessions) != want && !d.Erase {
		l.Fatalf("%d records, want %d; before %+v, after %+v", len(sessions), want, before.Session, s)
	}
	if s != nil && !s.Started.IsZero() {
		l.begun[s.ID] = true
	}
	for _, r := range sessions {
		l.keep(before, e, r, d.Person)
	}
}

func (l *life) keep(before bot.Person, e bot.Event, r bot.Record, after bot.Person) {
	var s bot.SessionRecord
	if err := json.Unmarshal(r.Data, &s); err != nil {
		l.Fatalf("a record cannot be read: %v", err)
	}
	if n := len(l.history); n > 0 && r.Position <= l.history[n-1].position || r.Position != after.Recorded {
		l.Fatalf("position %d of %d", r.Position, after.Recorded)
	}
	k := kept{position: r.Position, day: s.Day, seconds: s.Result.Seconds}
	if k.day.IsZero() {
		k.day = scheduler.DayOf(s.Result.Started, l.zone(before, e), 4*time.Hour)
	}
	k.counted = s.Result.Counted && !inAttack(before, l.now) // in an attack nothing is counted
	if b, a := s.Result.Before, s.Result.After; b != nil && a != nil {
		k.pair = &bot.Pair{Before: *b, After: *a}
	}
	l.history = append(l.history, k)
}

// zone is where somebody is taken to live while an event is decided.
func (l *life) zone(p bot.Person, e bot.Event) *time.Location {
	names := []string{p.Zone, p.Hint}
	if e.Zone != "" && e.Kind != bot.EventWake && e.Kind != bot.EventTold {
		names[1] = e.Zone
	}
	if at, err := time.ParseInLocation("-07:00", p.Offset, time.UTC); p.Zone == gone && err == nil {
		_, seconds := at.Zone()
		return time.FixedZone(p.Offset, seconds) // as it was when the clock was last looked at
	}
	for _, name := range names {
		if loc, err := l.d.Zones.Load(name); err == nil {
			return loc
		}
	}
	return time.UTC
}

// digest: what the document remembers of its days is what their records say.
func (l *life) digest(before, after bot.Person) {
	if before.Zone == "" && after.Zone != "" && len(after.Days) == 1 {
		l.moveFirstDay(after.Days[0])
	}
	if len(after.Days) == 0 || l.blurred {
		return
	}
	want := map[scheduler.Date]bot.Day{}
	for _, k := range l.history {
		day := want[k.day]
		day.Seconds += k.seconds
		if k.counted {
			day.Sessions++
		}
		if k.pair != nil {
			day.Pairs = append(day.Pairs, *k.pair)
		}
		want[k.day] = day
	}
	l.figures(after, want)
	last := after.Days[len(after.Days)-1].Date
	got := map[scheduler.Date]bool{}
	for _, day := range after.Days {
		w := want[day.Date]
		got[day.Date] = true
		if day.Sessions != w.Sessions || day.Seconds != w.Seconds || !slices.Equal(day.Pairs, w.Pairs) {
			l.Fatalf("the digest has %+v, the records come to %+v", day, w)
		}
	}
	for day, w := range want {
		if !got[day] && last.Days(day) < 35 {
			l.Fatalf("the digest lacks %v, %d days before its end: %+v", day, last.Days(day), w)
		}
	}
}

// archived: what was told of a day is in the document or in a record of its own,
// whatever became of it.
func (l *life) archived(before bot.Person, d bot.Decision) {
	l.stored = append(l.stored, d.Records...)
	if before.Zone == "" && d.Person.Zone != "" { // the only day may have moved
		l.told = map[scheduler.Date]bot.Day{}
		l.stored = slices.DeleteFunc(l.stored, isOfDay)
	}
	for _, day := range d.Person.Days {
		if day.Told() != (bot.Day{Date: day.Date}).Told() {
			l.told[day.Date] = day
		} else {
			delete(l.told, day.Date)
		}
	}
	if d.Erase || len(d.Person.Days) == 0 {
		return
	}
	last := d.Person.Days[len(d.Person.Days)-1].Date
	h := l.d.History(d.Person, l.stored, last.AddDays(-10000), last)
	if len(h.Days) != len(l.told) || h.Unread > 0 {
		l.Fatalf("the history tells of %+v, and told was %+v; %d unread", h.Days, l.told, h.Unread)
	}
	for _, day := range h.Days {
		if day.Told() != l.told[day.Date].Told() {
			l.Fatalf("the history tells %+v, and told was %+v", day, l.told[day.Date])
		}
	}
}

// figures: what a range of the records comes to is what the digest has, day by
// day. Records from before the zone was known are not compared.
func (l *life) figures(after bot.Person, want map[scheduler.Date]bot.Day) {
	for _, r := range sessionsIn(l.stored) {
		var s bot.SessionRecord
		if err := json.Unmarshal(r.Data, &s); err != nil || s.Zone == "" {
			return
		}
	}
	for date, w := range want {
		h := l.d.History(after, l.stored, date, date)
		f := bot.FiguresOf(h, l.d.Library, time.Monday)
		if f.Sessions != w.Sessions || f.Seconds != w.Seconds || !slices.Equal(f.Pairs, w.Pairs) {
			l.Fatalf("the figures of %v are %+v, and want %+v", date, f.Tally, w)
		}
	}
}

// moveFirstDay follows the digest when the zone becomes known: the only day it
// has is that of the last session. Where it is not, the sessions are so old
// that the digest has forgotten them, and the life is compared no further.
func (l *life) moveFirstDay(only bot.Day) {
	if len(l.history) == 0 {
		return
	}
	l.blurred = only.Seconds == 0
	guess := l.history[len(l.history)-1].day
	for i := range l.history {
		if l.history[i].day == guess {
			l.history[i].day = only.Date
		}
	}
}

// unsolicited: what nobody asked for is never put into the outbox at night, nor
// while somebody is away, in an attack, held or in a session; and at most twice
// on a day of one plan, snoozes apart.
func (l *life) unsolicited(before, after bot.Person, added []bot.Effect) {
	if before.Zone != after.Zone || before.Plan.Schedule != after.Plan.Schedule {
		l.plan++
	}
	for _, effect := range added {
		if bot.PromiseOf(effect.Kind).Asked {
			continue
		}
		here := scheduler.OccurrenceAt(l.now, l.zone(after, bot.Event{}))
		still := slices.ContainsFunc(effect.Lines, func(line bot.Line) bool { return line.Say == "quiet.ask" }) // of the attack itself
		nudge := effect.Kind == bot.KindNudge
		quiet := after.Night().Contains(here.Slot) && !(nudge && after.Plan.Night)
		warning := effect.Kind == bot.KindLeaving // after a year neither an attack nor a hold is a reason to erase without a word
		if quiet || after.Muted || after.Gone || unwell(after, l.now) && !still && !warning || after.Held() && !warning || after.Session != nil {
			l.Fatalf("a %s at %s: night %v, muted %v, gone %v, quiet until %v, held since %v, session %v",
				effect.Kind, here, after.Plan.Night, after.Muted, after.Gone, after.Attack.Until, after.Safety, after.Session)
		}
		asks := len(effect.Lines) == 1 && effect.Lines[0].Say == "zone.lost" && here.Slot >= 12*60 && here.Slot < 14*60
		if after.Zone == gone && !asks && !warning {
			l.Fatalf("their zone is gone, and at %s they get %+v", here, effect)
		}
		worth := 2 * time.Hour
		if !nudge {
			night := after.Night()
			worth = time.Duration((night.From-night.To+24*60)%(24*60)+60) * time.Minute // until the quiet hours begin, on the longest day
		}
		if !effect.Expires.After(l.now) || effect.Expires.Sub(l.now) > worth {
			l.Fatalf("a %s at %v expires at %v", effect.Kind, l.now, effect.Expires)
		}
		if text := slices.ContainsFunc(effect.Lines, func(line bot.Line) bool { return line.Say == "nudge.text" }); text && !after.Anyway && done(after, after.Plan.Open.Day) {
			l.Fatalf("a reminder for %v, which has its session or its week the target: %+v", after.Plan.Open.Day, after.Days)
		}
		if ends := after.Night().Start(l.now, l.zone(after, bot.Event{})); effect.Expires.After(ends) && !(nudge && after.Plan.Night) {
			l.Fatalf("a %s at %s may be sent until %v, and the quiet hours begin at %v", effect.Kind, here, effect.Expires, ends)
		}
		l.countUnasked(before, after, effect, here)
		if after.Unasked.Silent > 8 || after.Unasked.Today > 2 {
			l.Fatalf("unasked: %+v", after.Unasked)
		}
		if !nudge {
			continue
		}
		if snoozed := before.Plan.Open == after.Plan.Open && !before.Plan.Snooze.IsZero(); snoozed {
			continue
		}
		key := l.encode([]any{l.plan, after.Plan.Open.Day})
		if l.nudges[key]++; l.nudges[key] > 2 {
			l.Fatalf("reminder %d on %v", l.nudges[key], after.Plan.Open.Day)
		}
	}
}

// silent: time alone sends cues and reminders; an answer answers somebody, or
// sums up a session that ends with its timer.
func (l *life) silent(before bot.Person, e bot.Event, after bot.Person, added []bot.Effect) {
	for _, effect := range added {
		timed := before.Session != nil && before.Session.Timer.On()
		if e.Kind == bot.EventWake && effect.Kind == bot.KindAnswer && !timed {
			l.Fatalf("nobody said anything, and this is an answer: %+v", effect)
		}
		if after.Gone {
			l.Fatalf("the chat is closed, and this is owed: %+v", effect)
		}
	}
}

// held: an alarm leaves nothing else waiting, and until it is cleared there is
// no session and no step.
func (l *life) held(before bot.Person, e bot.Event, after bot.Person, added []bot.Effect) {
	alarm := e.Kind == bot.EventText && l.d.Reader.Alarm(e.Text) != bot.AlarmNone
	if alarm && (!after.Held() || len(after.Outbox) != 1 || after.Outbox[0].Kind != bot.KindAlarm || after.Asking != "") {
		l.Fatalf("after %q: held since %v, asking %q, owed %+v", e.Text, after.Safety, after.Asking, after.Outbox)
	}
	if !after.Held() {
		return
	}
	if after.Session != nil || slices.ContainsFunc(added, shows) {
		l.Fatalf("held, and in session %+v with %+v", after.Session, added)
	}
	if before.Held() && after.Sessions > before.Sessions {
		l.Fatalf("held, and session %d was opened", after.Sessions)
	}
}

// suits: no step is shown that is switched off for this person at this moment,
// and in an attack nothing but rest.
func (l *life) suits(after bot.Person, added []bot.Effect) {
	blocks := blocksOf(after, l.now, l.zone(after, bot.Event{}))
	allowed := func(id routines.VariantID) {
		if e, v, ok := l.d.Library.Variant(id); ok && !blocks.Allows(e, v) {
			l.Fatalf("%s is shown, and these are switched off: %v", id, blocks)
		}
	}
	for _, effect := range added {
		for _, line := range effect.Lines {
			if line.Variant != "" {
				allowed(line.Variant)
			}
		}
		if s := after.Session; s != nil && effect.Session == s.ID && shows(effect) && s.Phase == routines.PhaseStep {
			step, _ := s.Current()
			allowed(step.Variant)
		}
	}
	shown := slices.ContainsFunc(added, func(e bot.Effect) bool { return e.Session > 0 })
	if s := after.Session; inAttack(after, l.now) && s != nil && shown && s.Routine != routines.RestRoutine {
		l.Fatalf("in an attack %s is open, in phase %s", s.Routine, s.Phase)
	}
}

// blocksOf is everything that is switched off for somebody at a moment, the
// stage of an attack included.
func blocksOf(p bot.Person, now time.Time, loc *time.Location) routines.Blocks {
	s := p.Safety
	s.Stage = stageAt(p, now)
	return s.Blocks(now.In(loc))
}

// stageAt is the stage of an attack at a moment: two of them end by themselves.
func stageAt(p bot.Person, now time.Time) routines.Stage {
	ends := p.Attack.Stage == routines.StageComing || p.Attack.Stage == routines.StageAfter
	if ends && !now.Before(p.Attack.Until) {
		return ""
	}
	return p.Attack.Stage
}

// rests: after a loading session there is a day without one. While somebody
// travels the days are not compared.
func (l *life) rests(before bot.Person, d bot.Decision) {
	loc := l.zone(d.Person, bot.Event{})
	if was := before.Session; was == nil && d.Person.Session != nil {
		l.opened = scheduler.DayOf(l.now, loc, 4*time.Hour)
	}
	if before.Session != nil && d.Person.Session != nil && before.Session.ID != d.Person.Session.ID {
		l.opened = scheduler.DayOf(l.now, loc, 4*time.Hour)
	}
	if l.zone(before, bot.Event{}).String() != loc.String() {
		l.loaded = scheduler.Date(0)
	}
	for _, r := range sessionsIn(d.Records) {
		var s bot.SessionRecord
		if err := json.Unmarshal(r.Data, &s); err != nil || !l.loading(s.Result) {
			continue
		}
		if last := l.loaded; last != 0 && l.opened.Days(last) < 2 {
			l.Fatalf("a loading session of %s was opened on %v, and the one before was of %v", s.Result.Routine, l.opened, last)
		}
		if l.loaded = s.Day; s.Day.IsZero() {
			l.loaded = scheduler.DayOf(s.Result.Started, loc, 4*time.Hour)
		}
	}
}

// loading reports whether a session was one of strength: a step that loads was
// done, at least in part.
func (l *life) loading(r routines.Result) bool {
	if r.Routine != "S-05" && r.Routine != "S-06" {
		return false
	}
	return slices.ContainsFunc(r.Steps, func(step routines.StepState) bool {
		_, v, ok := l.d.Library.Variant(step.Variant)
		done := step.Done == routines.StepDone || step.Done == routines.StepStopped || step.Hurt != ""
		return ok && done && slices.Contains(v.Tags, routines.TagLoad)
	})
}

// settles: what becomes of an effect changes nothing but the outbox, what is
// known of the chat, and whether somebody was told that they will be erased.
func (l *life) settles(before bot.Person, e bot.Event, d bot.Decision) {
	after := d.Person
	owed := func(p bot.Person) bool {
		return slices.ContainsFunc(p.Outbox, func(effect bot.Effect) bool { return effect.ID == e.Effect })
	}
	if owed(after) != (e.Kind == bot.EventHeld && owed(before)) {
		l.Fatalf("after %+v the effect is owed: %v", e, owed(after))
	}
	looked := slices.ContainsFunc(before.Outbox, func(effect bot.Effect) bool { return effect.ID == e.Effect && effect.Code != "" })
	if looked { // whom a code stands for is answered
		after.Effects, after.Link = before.Effects, before.Link
	}
	before.Outbox, after.Outbox = nil, nil
	before.Shown, after.Shown = bot.Shown{}, bot.Shown{}
	if !before.Leaving.End.IsZero() && e.Fate == bot.FateExpired {
		before.Leaving, after.Leaving = bot.Leaving{}, bot.Leaving{}
	}
	before.Passed, after.Passed, before.Gone, after.Gone = 0, 0, false, false
	if was, is := l.encode(before), l.encode(after); was != is || len(d.Records) > 0 || d.Erase {
		l.Fatalf("%+v changed\n%s\nto\n%s", e, was, is)
	}
}

// inAttack reports whether only rest suits.
func inAttack(p bot.Person, now time.Time) bool {
	return p.Attack.Stage == routines.StageAttack || p.Attack.Stage == routines.StageAsking
}

// unwell reports whether reminders stay silent.
func unwell(p bot.Person, now time.Time) bool {
	return inAttack(p, now) || p.Attack.Stage == routines.StageComing && p.Attack.Until.After(now)
}
