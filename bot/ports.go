package bot

import (
	"context"
	"time"
)

// Store keeps documents, the moments they must be woken, and their records.
// It never looks inside the bytes. Values handed in or out are never shared
// afterwards: an implementation copies what it keeps and what it returns.
//
// Every method obeys its context; an error that wraps neither ErrNotFound nor
// ErrConflict means that the store is away or the outcome is unknown, and the
// call may be repeated: all methods are safe to repeat.
type Store interface {
	// Load returns a document, or ErrNotFound.
	Load(ctx context.Context, doc DocID) (Stored, error)

	// Commit saves changes. Each is atomic by itself (document, wakes and
	// records together) and stands alone: one conflict does not hold up the
	// others. The result has one entry a change, in order. A change whose
	// CommitID is the one last saved for its document is a success again.
	Commit(ctx context.Context, changes []Change) ([]Committed, error)

	// Records returns the records of a document with from <= position < to,
	// in order of position. No records is no error.
	Records(ctx context.Context, doc DocID, from, to Position) ([]Record, error)

	// Claim takes up to n documents whose wake in the lane has come by the
	// store's own clock, and moves that wake ahead by the lease, so that nobody
	// else takes them meanwhile. Earlier wakes go first, but a store need not
	// keep the order of wakes that lie within a second, or within a sixteenth
	// of how late they are, of each other, nor that of one that another process
	// committed within the last second. A crash of the taker is healed by the
	// lease running out.
	Claim(ctx context.Context, lane Lane, n int, lease time.Duration) (Claimed, error)

	// Erase removes everything of a document: itself, wakes, records, codes.
	// Erasing what is not there is a success. Only what is needed to never
	// give one of its versions again may stay, and that names nobody.
	Erase(ctx context.Context, doc DocID) error

	// Lease gives the holder a role (such as polling a platform) for d, or
	// extends it; false means somebody else holds it.
	Lease(ctx context.Context, role, holder string, d time.Duration) (bool, error)

	// Name lets a short-lived code stand for a document for d. A code in use
	// for another document is ErrConflict.
	Name(ctx context.Context, code string, doc DocID, d time.Duration) error

	// Resolve returns the document a code stands for, or ErrNotFound when
	// there is none or its time is over.
	Resolve(ctx context.Context, code string) (DocID, error)

	// Walk calls visit with every document, in no order that matters, until
	// it returns an error, which Walk returns.
	Walk(ctx context.Context, visit func(Stored) error) error

	// Close frees the store. No method may be called afterwards.
	Close() error
}

// Stored is a document as the store keeps it.
type Stored struct {
	Doc     DocID
	Version Version
	Data    []byte
	Wakes   Wakes
}

// Change is one atomic step of one document.
type Change struct {
	Doc     DocID
	Base    Version // what it was decided on; 0 creates, with a version never given before
	ID      CommitID
	Data    []byte
	Wakes   Wakes
	Records []Record   // put, or replaced by position; a replaced value is kept 14 days
	Removed []Position // taken away; kept 14 days as well
}

// Committed is the outcome of one Change: its new version, or ErrConflict
// when the document had moved on.
type Committed struct {
	Version Version
	Err     error
}

// Record is one session in the history of a document.
type Record struct {
	Position Position
	Data     []byte
}

// Claimed is what a Claim took.
type Claimed struct {
	Now  time.Time // by the store's clock: deciding uses it
	Due  []Stored
	Next time.Time // when the lane's next wake comes; zero when it has none
}

// Lane is one of the two queues of wakes.
type Lane int

// The lanes. What is urgent must be decided within moments; what is bulk may
// wait for its turn in a busy hour.
const (
	Urgent Lane = iota // answers still to be delivered, step timers
	Bulk               // nudges, time-outs
)

// Wakes holds the next moment of each lane at which time itself is an event
// for a document. Zero means never.
type Wakes struct {
	Urgent time.Time
	Bulk   time.Time
}

// In returns the moment of one lane.
func (w Wakes) In(lane Lane) time.Time {
	if lane == Urgent {
		return w.Urgent
	}
	return w.Bulk
}

// Sender sends messages to one platform.
type Sender interface {
	// Capabilities says what the platform can do. It never changes.
	Capabilities() Capabilities

	// Send sends a message, or replaces an earlier one where the platform
	// can. Every error is a *SendError.
	Send(ctx context.Context, out Outgoing) (Reference, error)
}

// Capabilities describes a platform.
type Capabilities struct {
	Name       string // such as "console"; the only place a platform's name comes from
	MaxText    int    // longest text of a message in characters; 0 means no limit
	Buttons    bool   // choices are shown as buttons, not as a numbered list
	Edit       bool   // an earlier message can be replaced
	Idempotent bool   // the same Outgoing.Key sent twice arrives once
	Files      bool   // a file can go with a message
	Pictures   bool   // one that is a picture is seen in the chat, with the message's text as its caption
	Limit      Limit  // what the platform bears; zero means everything
}

// Outgoing is one message on its way to a chat.
type Outgoing struct {
	Chat    ChatID
	Message Message
	Replace Reference // the message to replace; empty sends a new one
	Key     string    // the same for every attempt at this message
	Way     Way       // a way to answer what this answers, if there is one
	Near    bool      // only where the person did something last, for them alone, while its Event.Reach lasts

	// Room waits until one message more may be sent, where the platform takes
	// several for one that is long. It is called before each but the first, and
	// its error ends the sending. nil means that there is room.
	Room func(context.Context) error
}

// Message is what a person reads and may press, ready to be rendered.
type Message struct {
	Text   Text
	Choice []Button
	Silent bool   // delivered without a sound
	Group  string // who is called by it, as the platform names them; empty: nobody
	File   *File
	Form   Form // what it asks for in words; zero: nothing
}

// LongestTitle is how long the title of a form may be, in characters.
const LongestTitle = 45

// Form is what a message asks for in words. Where people write to the bot they
// simply do, and a platform leaves the form out. Where they cannot, without
// others reading along, it is a button that opens a field. What is written there
// comes back as EventText, with the command before it.
type Form struct {
	Label   string // of the button
	Title   string // what to write
	Command string
}

// File is what goes with a message. The message says everything that somebody
// who never opens it has to know: a platform may show none.
type File struct {
	Name string // what it is saved as, such as "unknot-week.png"
	Type string // its media type, such as "image/png"
	Data []byte
	Alt  string // of a picture: what it shows, in words, for platforms that keep such a text
}

// Button is one answer a message offers.
type Button struct {
	Label string
	Code  string // the tap's code: comes back in Event.Tap
}

// Adapter connects the bot to one platform.
type Adapter interface {
	Sender

	// Run receives events and hands them to the handler until ctx ends or
	// the platform has no more to give. It leaves no goroutine behind.
	// Events of one document are handed over in the order they happened.
	// An error that wraps ErrRefused stays as it is however often Run is
	// called, and its text says to an operator what to do.
	Run(ctx context.Context, h Handler) error
}

// Handler is the bot as an adapter sees it.
type Handler interface {
	// Handle decides and saves an event and sends what answers it. A nil
	// error means it is saved (or needed no saving): acknowledge it
	// upstream. ErrLater means the store is away: hold the
	// acknowledgement and hand the event over again. ErrNever means that it
	// cannot be handled and was counted: acknowledge it. Handing the same
	// event over twice is safe. OnSaved tells earlier that it is saved.
	Handle(ctx context.Context, e Event) error
}
