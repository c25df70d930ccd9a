package bot_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unknot/bot"
	"unknot/routines"
	"unknot/scheduler"
)

// life is a person of whom everything is drawn: what they write and press, when
// time passes, and what becomes of what is sent to them. Every decision is held
// against the rules of rules_test.go.
type life struct {
	*rapid.T
	d      bot.Decider
	w      bot.Writer
	p      bot.Person
	now    time.Time
	hint   string
	was    string // the zone that a release of the tz database dropped
	events int
	last   bot.Event

	screen []string // the codes of the buttons shown last
	older  []string // and of those before

	begun   map[int]bool // sessions that reached a step
	history []kept
	stored  []bot.Record               // as a store keeps them
	told    map[scheduler.Date]bot.Day // what was told of days
	blurred bool                       // the digest is not compared with the history any more
	unasked map[string]int             // how much came on a local day: see countUnasked
	nudges  map[string]int             // how many came: see unsolicited
	plan    int                        // counts changes of the schedule and the zone
	opened  scheduler.Date             // the day on which the open session was opened
	loaded  scheduler.Date             // the day of the last loading session
}

// kept is what the history knows of one session.
type kept struct {
	position bot.Position
	day      scheduler.Date
	counted  bool
	seconds  int
	pair     *bot.Pair
}

// marker stands in what people write, and may never be found again.
const marker = "zwieback"

// remarks are texts that mean nothing to the bot.
func remarks() []string {
	return []string{
		marker, "I told my wife about " + marker, "not done, " + marker, "can't do " + marker, marker + " 9:30", "42", "eleven",
		"does this help " + marker + "?", "👎 " + marker, "14:0x " + marker, "", " ", "?", "é " + marker, "routine " + marker,
		"schedule " + marker, "schedule weekdays " + marker, "zone " + marker, "snooze " + marker, "progress " + marker, "start " + marker,
	}
}

// answers are the plain words of a session, the numbers, and yes and no.
func answers() []string {
	return []string{
		"done", "done", "done", "done", "ok", "👍🏽", "done 4", "skip", "easier", "hurts", "start timer", "go by itself", "pause", "go on",
		"full", "short", "tiny", "yes", "no", "how", "more", "stop", "0", "2", "3", "5", "6", "8", "10", "4/10", "resume",
	}
}

// wishes are commands.
func wishes() []string {
	return []string{
		"start", "today", "routine", "routine S-01", "routine S-02", "routine S-03", "routine S-05", "routine S-09", "routine neck release",
		"schedule", "schedule weekdays 9:30 and 15:00", "schedule mon wed fri 8pm", "every day at 7:15", "schedule 22:30", "schedule off",
		"schedule 8", "schedule change", "remind anyway", "remind anyway", "remind anyway off", "schedule 30 9 * * 1-5", "schedule 12:00", "schedule 0 9 31 * *", "snooze", "snooze 20 min", "snooze 3 h",
		"progress", "progress last week", "how did I do this week?", "progress last 8 weeks", "progress since march", "how was my month?", "what helps me", "settings", "settings dim on", "settings dim off",
		"settings words private", "settings first sunday", "settings first saturday", "quiet hours 22:00 to 6:30", "settings quiet 20:00-09:00", "settings quiet 1-3",
		"picture", "report", "export", "summary on", "diary on", "settings quiet 09:00-17:00", "safety", "privacy", "forget", "help", "cancel", "stop", "no more messages",
		"rest", "migraine", "it is over", "by mistake", "a doctor examined me", "zone", "hello",
		"one may be coming", "false alarm", "still", "ideas", "not my usual", "none of these", "something new", "note off", "note",
		"log", "log 2 yes", "log yesterday 3", "log -9 0 no", "log -15 2", "log undo", "undo", "undo yesterday", "change pain to 4", "change yesterday's headache to 2", "change medicine to no", "evidence", "evidence S-05", "program", "slow track", "week track",
		"raise CST-01", "form good", "form not good", "change 2", "maintenance", "migraine 3 h", "quiet 2 h", "snooze 1 day",
		"routine S-04", "routine S-06", "routine S-10", "routine S-08a", "routine S-12", "routine S-14", "one of these",
	}
}

func alarms() []string {
	return []string{"I have chest pain, " + marker, "my face is numb", "worst headache of my life", "I want to die", "no chest pain, " + marker}
}

func places() []string {
	return []string{"Berlin", "Los Angeles", "Auckland", "Kathmandu", "Kiritimati", "Honolulu", "14:30", "03:10", "America/Lima", "Lord Howe", "Chatham"}
}

// pauses are the ways to put a reminder off.
func pauses() []string { return []string{"20 min", "1 h", "3 h", "evening", "tomorrow", "off", ""} }

func waits() []time.Duration {
	return []time.Duration{
		0, time.Second, 30 * time.Second, 3 * time.Minute, 20 * time.Minute, 2 * time.Hour, 7 * time.Hour, 13 * time.Hour, 24 * time.Hour,
		49 * time.Hour, 9 * 24 * time.Hour, 37 * 24 * time.Hour,
	}
}

func newLife(t *rapid.T, d bot.Decider, w bot.Writer) *life {
	start := time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 300*24*60).Draw(t, "start")) * time.Minute)
	return &life{T: t, d: d, w: w, now: start, begun: map[int]bool{}, told: map[scheduler.Date]bot.Day{}, nudges: map[string]int{}, unasked: map[string]int{}}
}

// live lets a number of things happen.
func (l *life) live(most int) {
	if rapid.IntRange(0, 9).Draw(l.T, "agrees") > 0 {
		l.event(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code()})
		l.screened()
	}
	for range rapid.IntRange(0, most).Draw(l.T, "length") {
		l.act()
	}
}

func (l *life) act() {
	pick := func(from []string) string { return rapid.SampledFrom(from).Draw(l.T, "of") }
	switch rapid.IntRange(0, 30).Draw(l.T, "act") {
	case 0, 1, 2, 3:
		l.text(pick(answers()))
	case 4, 5:
		l.text(pick(wishes()))
	case 6:
		l.text(pick(remarks()))
	case 7:
		l.text("zone " + pick(places()))
	case 8:
		l.text(pick(slices.Concat(alarms(), places())))
	case 9, 10, 11, 12, 13, 14:
		l.press(l.screen)
	case 15:
		l.press(l.older)
	case 16:
		l.press(foreign())
	case 17, 18, 19:
		l.wakeAtItsMoment()
	case 20:
		l.now = l.now.Add(rapid.SampledFrom(waits()).Draw(l.T, "wait"))
	case 21:
		l.now = l.now.Add(rapid.SampledFrom(waits()).Draw(l.T, "wait"))
		l.event(bot.Event{Kind: bot.EventWake})
	case 22:
		l.hint = pick([]string{"", "Europe/Berlin", "America/Los_Angeles", "Nowhere/" + marker[:3]})
		l.event(rapid.SampledFrom(besides()).Draw(l.T, "beside"))
	case 23:
		l.again()
	case 24:
		l.screened()
	case 25:
		l.feels()
	case 26, 27:
		l.strength()
	case 28:
		l.whole()
	case 29:
		l.release()
	case 30:
		l.putsOff()
	}
}

// release brings a new tz database: without the person's zone, or with it again.
func (l *life) release() {
	switch {
	case l.p.Zone == "":
		return
	case l.p.Zone == gone:
		l.p.Zone, l.was = l.was, ""
	default:
		l.p.Zone, l.was = gone, l.p.Zone
	}
	l.plan++
	l.loaded = 0
}

// besides are events that are neither words nor presses.
func besides() []bot.Event {
	return []bot.Event{
		{Kind: bot.EventOpen}, {Kind: bot.EventOpen, Link: "r_S-05"}, {Kind: bot.EventOpen, Link: "l_" + marker},
		{Kind: bot.EventAside, Aside: bot.AsideVoice}, {Kind: bot.EventAside, Aside: bot.AsideEdit, Text: "done 4"},
		{Kind: bot.EventClosed}, {Kind: bot.EventReopened},
	}
}

// putsOff waits for a reminder, and puts it off.
func (l *life) putsOff() {
	if l.p.Plan.Open.IsZero() {
		l.text("zone Berlin")
		l.text("schedule daily 12:15 and 17:40")
		for range 3 {
			l.wakeAtItsMoment()
		}
	}
	how := rapid.SampledFrom(pauses()).Draw(l.T, "how")
	l.event(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapLater, Nudge: l.p.Plan.Open, Arg: how}.Code()})
}

// screened answers the safety questions that are open, or lets them be: all of
// a screen at once, one item after the other, or everything with yes.
func (l *life) screened() {
	how := rapid.IntRange(0, 9).Draw(l.T, "screens")
	for range 120 {
		a := l.p.Asks
		if a == (bot.Asks{}) || how == 9 || !l.p.Known() {
			return
		}
		asked, said := fmt.Sprint(a.Group), "none"
		switch {
		case a.Stop != "":
			asked, said = string(a.Stop), rapid.SampledFrom([]string{"yes", "no"}).Draw(l.T, "gone")
		case a.Item == routines.AnythingNew && how < 6:
			asked, said = string(a.Item), "no"
		case a.Item != "":
			asked, said = string(a.Item), l.itemSaid(how)
		case how == 8 || how > 5 && rapid.Bool().Draw(l.T, "some"):
			said = "some"
		}
		l.event(bot.Event{Kind: bot.EventTap, Tap: bot.Tap{Do: bot.TapScreen, Arg: asked + " " + said}.Code()})
	}
}

// itemSaid draws the answer to one item. Few are an emergency.
func (l *life) itemSaid(how int) string {
	item, _ := routines.ItemOf(l.p.Asks.Item)
	urgent := item.Level == routines.LevelEmergency || item.Level == routines.LevelDepartment
	switch n := rapid.IntRange(0, 19).Draw(l.T, "item"); {
	case urgent && n > 0:
		return "no"
	case how == 8 || n < 3:
		return "yes"
	case n == 3:
		return "unsure"
	case n == 4 && item.Graver != routines.LevelNone:
		return "graver"
	default:
		return "no"
	}
}

// tap presses a button of the open session, whatever is on the screen.
func (l *life) tap(tap bot.Tap) {
	s := l.p.Session
	if s == nil {
		return
	}
	tap.Session, tap.Ask = s.ID, s.Ask
	if tap.Do == bot.TapMove {
		tap.Move.Ask = s.Ask
	}
	l.event(bot.Event{Kind: bot.EventTap, Tap: tap.Code()})
}

func (l *life) move(m routines.Move) { l.tap(bot.Tap{Do: bot.TapMove, Move: m}) }

// feelings are the codes of what may be felt in a step.
func feelings() []string {
	return []string{
		"dizzysoon", "dizzylong", "dizzynew", "handgone", "handstays", "limbs", "headfades", "headstays", "joint", "breathgone", "breathstays",
		"heart", "heartfaint", "nausea", "zing", "bruise", "none", "dizzy", "hand", "head", "breath", "red", "x",
	}
}

// feels tells of a sign in a step.
func (l *life) feels() {
	l.move(routines.Move{Kind: routines.MoveHurts})
	l.move(routines.Move{Kind: routines.MoveHurt, Hurt: routines.HurtElse})
	l.tap(bot.Tap{Do: bot.TapSign, Arg: rapid.SampledFrom(feelings()).Draw(l.T, "sign")})
}

// strength begins a routine that loads, after a day or less.
func (l *life) strength() {
	l.now = l.now.Add(rapid.SampledFrom([]time.Duration{0, 5 * time.Hour, 20 * time.Hour, 25 * time.Hour, 47 * time.Hour}).Draw(l.T, "rest"))
	l.text("routine " + rapid.SampledFrom([]string{"S-05", "S-06", "S-10"}).Draw(l.T, "load"))
	l.whole()
}

// whole goes through the open session to its end, or nearly.
func (l *life) whole() {
	for range rapid.IntRange(0, 60).Draw(l.T, "moves") {
		s := l.p.Session
		switch {
		case s == nil:
			return
		case s.Phase == routines.PhaseStep:
			l.move(routines.Move{Kind: routines.MoveDone})
		case s.Phase == routines.PhaseHurt, s.Phase == routines.PhaseSign:
			l.move(routines.Move{Kind: routines.MoveGoOn})
		default:
			l.move(routines.Move{Kind: routines.MoveScore, Score: rapid.SampledFrom([]int{0, 2, 3, 5, 7}).Draw(l.T, "score")})
		}
	}
}

// foreign are codes that somebody made up, or kept from elsewhere.
func foreign() []string {
	return []string{
		"", "2|do|help", "1|do|" + marker, "1|m|1|1|done|", "1|m|3|7|score|11", "1|m|99|1|stop|", "1|more|1|2", "1|how|2|9", "1|zone|Europe/Paris",
		"1|zone|" + marker, "1|night|", "1|yes|1", "1|minor|", "1|nudge|2026-05-01 18:00|tiny", "1|later|2026-05-01 18:00|20 min", "1|m|1|2|sign|",
		"1|forget|", "1|nudge||full", "1|m|1|1|alarm|", "1|safe|1 none", "1|safe|4 none", "1|safe|R1 yes", "1|safe|R6 clear", "1|safe|Y9 clear",
		"1|safe|T5 yes", "1|safe|" + marker, "1|sign|1|1|red", "1|sign|1|3|" + marker, "1|next|1 3", "1|next|1 9", "1|next|" + marker,
	}
}

func (l *life) text(text string) { l.event(bot.Event{Kind: bot.EventText, Text: text}) }

func (l *life) press(codes []string) {
	if len(codes) == 0 {
		return
	}
	l.event(bot.Event{Kind: bot.EventTap, Tap: rapid.SampledFrom(codes).Draw(l.T, "code")})
}

func (l *life) wakeAtItsMoment() {
	at := soonest(l.d.Wakes(l.p))
	if at.IsZero() {
		return
	}
	l.now = later(l.now, at).UTC()
	l.event(bot.Event{Kind: bot.EventWake})
}

// again delivers the last event a second time.
func (l *life) again() {
	if l.last.ID == "" || !l.p.Known() {
		return
	}
	before := l.encode(l.p)
	d := l.decide(l.last)
	if got := l.encode(d.Person); got != before || d.Records != nil || d.Erase {
		l.Fatalf("%+v, seen before, changed\n%s\nto\n%s", l.last, before, got)
	}
}

// event decides an event and lets the rest of the world act on what came of it.
func (l *life) event(e bot.Event) {
	l.events++
	if e.Kind != bot.EventWake {
		e.ID = bot.EventID(fmt.Sprint("event ", l.events))
	}
	e.Doc, e.Platform, e.Chat, e.Zone = "me", "console", "me", l.hint
	l.last = e
	if !l.p.Known() { // nothing was stored
		l.p = bot.Person{Platform: e.Platform, Chat: e.Chat}
	}
	before := l.p
	d := l.decide(e)
	l.obeys(before, e, d)
	l.p = d.Person
	switch {
	case d.Erase:
		l.p = bot.Person{}
		l.unasked = map[string]int{}
		l.begun, l.history, l.blurred, l.screen, l.older, l.loaded = map[int]bool{}, nil, false, nil, nil, 0
		l.stored, l.told = nil, map[scheduler.Date]bot.Day{}
	case l.p.Known():
		l.send(e, len(d.Records) > 0 || d.Person.Effects > before.Effects)
	default:
		l.remember(d.Person.Outbox)
	}
}

// decide decides an event, checks that deciding is a function of its arguments
// and leaves them alone, and that a document that was stored decides the same.
func (l *life) decide(e bot.Event) bot.Decision {
	before := l.encode(l.p)
	d := l.d.Decide(l.p, e, l.now)
	once := l.encode(d)
	if after := l.encode(l.p); after != before {
		l.Fatalf("%+v changed its input\n%s\nto\n%s", e, before, after)
	}
	if again := l.encode(l.d.Decide(l.p, e, l.now)); again != once {
		l.Fatalf("%+v decided twice is\n%s\nand\n%s", e, once, again)
	}
	var stored bot.Person
	if err := json.Unmarshal([]byte(before), &stored); err != nil {
		l.Fatalf("a document cannot be read back: %v\n%s", err, before)
	}
	if got := l.encode(l.d.Decide(stored, e, l.now)); got != once {
		l.Fatalf("%+v on a stored document is\n%s\nand on the one in hand\n%s", e, got, once)
	}
	return d
}

func (l *life) encode(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		l.Fatalf("cannot be encoded: %v", err)
	}
	return string(data)
}

// send stamps what is owed, as the shell does, and lets something become of it.
func (l *life) send(e bot.Event, acted bool) {
	due := soonest(l.d.Wakes(l.p))
	var ready []bot.Effect
	l.p, ready = bot.Stamped(l.p, "me", false, time.Minute, l.now)
	if next := soonest(l.d.Wakes(l.p)); e.Kind == bot.EventWake && !acted && !next.IsZero() && !next.After(l.now) {
		l.Fatalf("a wake at %v, with %v due, did nothing and is followed by one at %v", l.now, due, next)
	}
	var held bot.Event
	for _, effect := range ready {
		outcome := held // what is behind one that is held is held as well
		if outcome.Kind == 0 {
			outcome = l.outcome(effect)
		}
		switch outcome.Effect = effect.ID; outcome.Kind {
		case 0:
			continue
		case bot.EventHeld:
			held = outcome
		}
		before := l.p
		d := l.decide(outcome)
		l.settles(before, outcome, d)
		l.p = d.Person
		if outcome.Kind == bot.EventDelivered {
			l.remember([]bot.Effect{effect})
		}
	}
}

// outcome draws what becomes of an effect. Most arrive.
func (l *life) outcome(effect bot.Effect) bot.Event {
	e := bot.Event{Effect: effect.ID, Doc: "me", Platform: "console", Chat: "me"}
	if !effect.Expires.IsZero() && !l.now.Before(effect.Expires) {
		e.Kind, e.Fate = bot.EventUndone, bot.FateExpired
		return e
	}
	switch rapid.IntRange(0, 19).Draw(l.T, "outcome") {
	case 0: // nobody knows yet
		return bot.Event{}
	case 1:
		e.Kind, e.At = bot.EventHeld, l.now.Add(rapid.SampledFrom(waits()).Draw(l.T, "held"))
	case 2:
		e.Kind = bot.EventUndone
		e.Fate = rapid.SampledFrom([]bot.Fate{bot.FateUnknown, bot.FateRefused, bot.FateGone}).Draw(l.T, "fate")
	default:
		e.Kind, e.Ref = bot.EventDelivered, bot.Reference(fmt.Sprint("message ", effect.ID))
	}
	return e
}

// remember keeps the buttons of what arrived.
func (l *life) remember(effects []bot.Effect) {
	for _, effect := range effects {
		if len(effect.Press) == 0 {
			continue
		}
		l.older = append(l.older, l.screen...)
		l.screen = nil
		for _, p := range effect.Press {
			l.screen = append(l.screen, p.Tap)
		}
	}
}

// aLife is the property: a random life obeys the rules.
func aLife(t testing.TB, most int) func(*rapid.T) {
	t.Helper()
	d, w := core(t), writer(t)
	return func(t *rapid.T) { newLife(t, d, w).live(most) }
}

func TestLivesObeyTheirRules(t *testing.T) { rapid.Check(t, aLife(t, 80)) }

func FuzzLife(f *testing.F) { f.Fuzz(rapid.MakeFuzz(aLife(f, 200))) }
