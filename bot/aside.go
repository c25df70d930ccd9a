package bot

import "slices"

// aside answers what is no answer: with one sentence, and what makes sense now.
// Nothing is decided by it, with one exception: words that call for help are
// heard wherever they stand.
func (t *turn) aside() {
	if t.e.Text != "" && t.alarmed() {
		return
	}
	if slices.Contains(Asides(), t.e.Aside) {
		t.remark(Line{Say: "aside." + string(t.e.Aside)})
	}
}

// remark says something beside what the person is in, and shows where they are.
func (t *turn) remark(line Line) {
	switch {
	case !t.p.Known():
		t.scope(line)
	case t.p.Session != nil:
		t.show(line)
	case t.p.Asks != (Asks{}):
		t.askSafety(line)
	default:
		t.home(line)
	}
}

// chatClosed notes that the person closed the chat. What is known stays; nothing is
// sent until they are back. Of several accounts only the one used last counts.
func (t *turn) chatClosed() {
	if len(t.p.Accounts) > 0 && (t.p.Platform != t.e.Platform || t.p.Chat != t.e.Chat) {
		return
	}
	t.p.Gone = true
	t.p.Outbox = slices.DeleteFunc(t.p.Outbox, func(e Effect) bool { return e.Kind != KindTell })
}

// shut tells somebody, once, that nothing can be sent to them by itself: their chat
// is closed, and only what they do is answered, over the way that it came. Who
// writes in the chat has opened it.
func (t *turn) shut() {
	switch {
	case t.e.Way == "":
		t.p.Shut = false
	case t.p.Gone && !t.p.Shut && t.p.Platform == t.e.Platform:
		t.p.Shut = true
		t.p.News = append(t.p.News, Line{Say: "shut.told"})
	}
}
