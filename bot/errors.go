package bot

import (
	"errors"
	"fmt"
	"time"
)

// The errors that ports speak in. Adapters and stores translate their
// vendor's errors into these at the border; the rest of the bot never sees
// another kind.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("changed by somebody else meanwhile")
	ErrLater    = errors.New("the store is away: hand this over again later")
	ErrNever    = errors.New("this cannot be handled")
	ErrRefused  = errors.New("the platform does not let this bot in")
)

// SendClass says what a failed send means for the message.
type SendClass int

// The classes of send errors.
const (
	SendGone      SendClass = iota + 1 // blocked or closed: do not write until the person does
	SendWait                           // not sent; allowed again after SendError.Wait
	SendTemporary                      // certainly not sent; worth trying again
	SendUnknown                        // may or may not have arrived
	SendPermanent                      // will never be accepted
)

// SendError is why a message was not sent. Its text never holds a token, an
// address or message text.
type SendError struct {
	Class   SendClass
	Wait    time.Duration // with SendWait
	All     bool          // with SendWait: nobody may be written to meanwhile
	Invalid bool          // the platform holds this answer against whoever gets many
	Err     error
}

func (e *SendError) Error() string {
	return fmt.Sprintf("send: %s: %v", e.Class, e.Err)
}

func (e *SendError) Unwrap() error { return e.Err }

func (c SendClass) String() string {
	switch c {
	case SendGone:
		return "chat gone"
	case SendWait:
		return "told to wait"
	case SendTemporary:
		return "temporary"
	case SendUnknown:
		return "outcome unknown"
	case SendPermanent:
		return "refused"
	default:
		return "unclassified"
	}
}

// ClassOf returns the class of a send error. An error that carries none, such
// as an expired context, has an unknown outcome.
func ClassOf(err error) SendClass {
	var se *SendError
	if errors.As(err, &se) {
		return se.Class
	}
	return SendUnknown
}
