package bot

// EventKind says what happened.
type EventKind int

// The kinds of events.
const (
	EventText      EventKind = iota + 1 // the person wrote something
	EventTap                            // the person pressed a button or chose an answer
	EventWake                           // time itself: see wake.go
	EventDelivered                      // an effect went out
	EventUndone                         // an effect will not go out: expired, refused, chat gone
)

// Event is something that happened to a document. It holds no pointers, so
// it can be copied and compared.
type Event struct {
	ID   EventID
	Doc  DocID
	Chat ChatID // where answers go
	Kind EventKind
	Text string // EventText: as written
	Tap  string // EventTap: the button's code
	Zone string // a hint from the platform: the zone this person may be in; never decides
}
