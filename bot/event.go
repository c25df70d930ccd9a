package bot

import "time"

// EventKind says what happened.
type EventKind int

// The kinds of events.
const (
	EventText      EventKind = iota + 1 // the person wrote something
	EventTap                            // the person pressed a button or chose an answer
	EventOpen                           // the person opened the chat
	EventWake                           // time itself: see wake.go
	EventDelivered                      // an effect went out
	EventUndone                         // an effect will not go out: see Event.Fate
	EventHeld                           // an effect did not go out, or with FateUnknown may not have; again at Event.At
	EventTold                           // another document said something: see Tell
	EventServer                         // somebody asked something of a server: see Event.Request
	EventAside                          // the person sent what is no answer: see Event.Aside
	EventClosed                         // the person closed the chat: nothing can be sent there
	EventReopened                       // the person opened a chat that they had closed
)

// Event is something that happened to a document. It holds no pointers, so
// it can be copied and compared.
type Event struct {
	ID       EventID
	Doc      DocID
	Platform string // the name of the platform it came through
	Chat     ChatID // where answers go
	Kind     EventKind
	Text     string    // EventText: as written
	Tap      string    // EventTap: the button's code
	Link     string    // EventOpen: what the link said that led here; anybody may have made it
	Aside    Aside     // EventAside: what it is; Text has the words in it, if there are any
	Zone     string    // a hint from the platform: the zone this person may be in; never decides
	Place    DocID     // the server that it happened in; empty in a private chat
	Fresh    string    // an ID that nobody had before, for a flow that needs one
	Request  Request   // EventServer: what is asked for
	Way      Way       // a way to answer this event alone, where the platform has one
	Reach    time.Time // where others are: until when more can follow for this person alone; zero: in their own chat

	Effect EffectID  // what went out, or did not
	Ref    Reference // EventDelivered: the message as the platform knows it
	Fate   Fate      // EventUndone and EventHeld: why
	At     time.Time // EventHeld: when to try again
	Told   Told      // EventTold: what was said
	Part   Part      // EventTold: what a member adds to a circle
	From   DocID     // EventTold: who said it; else the stub that it came by, if it did
	Found  DocID     // EventDelivered: whom a code stands for
}

// Aside is what somebody may send beside words and presses.
type Aside string

// The asides. Nothing of them is kept.
const (
	AsideEdit    Aside = "edit"    // a message was changed that was answered as it was before
	AsideForward Aside = "forward" // the words of somebody else
	AsideVoice   Aside = "voice"
	AsidePicture Aside = "picture"
	AsideSticker Aside = "sticker"
	AsideFile    Aside = "file"
	AsidePlace   Aside = "place"
	AsideContact Aside = "contact"
	AsidePoll    Aside = "poll"
)

// Asides lists them all.
func Asides() []Aside {
	return []Aside{AsideEdit, AsideForward, AsideVoice, AsidePicture, AsideSticker, AsideFile, AsidePlace, AsideContact, AsidePoll}
}

// Fate is why an effect will not go out, or is held.
type Fate string

// The fates.
const (
	FateExpired Fate = "expired" // its time was over before it could be sent
	FateUnknown Fate = "unknown" // it may have arrived
	FateRefused Fate = "refused" // the platform will never accept it
	FateGone    Fate = "gone"    // the chat is closed
)
