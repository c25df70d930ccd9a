package boltstore

import (
	"errors"
	"time"

	"unknot/bot"
)

// protocol is the version of what is spoken on the socket. A command of
// another build is told so instead of misunderstanding an answer.
const protocol = 1

// hello is the first message, from the listener.
type hello struct {
	Protocol int
	Refused  string // why the connection is of no use
}

// operation is a method of bot.Store.
type operation int

const (
	opLoad operation = iota + 1
	opCommit
	opRecords
	opClaim
	opErase
	opLease
	opName
	opResolve
	opWalk
)

// request is one call. Each operation uses the fields it has arguments for.
type request struct {
	Op       operation
	Doc      bot.DocID
	Changes  []bot.Change
	From, To bot.Position
	Lane     bot.Lane
	N        int
	For      time.Duration
	Name     string // a code or a role
	Holder   string
}

// answer is one message of the answer to a request. Documents and records
// come one in a message with More set, so that neither side has to hold them
// encoded all at once; a last message without More ends the answer.
type answer struct {
	More      bool
	Stored    bot.Stored
	Record    bot.Record
	Committed []outcome
	Now, Next time.Time
	Held      bool
	Doc       bot.DocID
	Fault     *fault
}

// outcome is a bot.Committed.
type outcome struct {
	Version bot.Version
	Fault   *fault
}

// faultKind says which error of the port a fault is.
type faultKind int

const (
	faultOther faultKind = iota
	faultNotFound
	faultConflict
)

// fault is an error on its way. Only the errors that the port speaks in stay
// what they are; of all others the text arrives.
type fault struct {
	Kind faultKind
	Text string
}

func faultOf(err error) *fault {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bot.ErrNotFound):
		return &fault{faultNotFound, err.Error()}
	case errors.Is(err, bot.ErrConflict):
		return &fault{faultConflict, err.Error()}
	default:
		return &fault{faultOther, err.Error()}
	}
}

// err returns the error that a fault stands for; nil stands for none.
func (f *fault) err() error {
	if f == nil {
		return nil
	}
	return &remoteError{*f}
}

// remoteError is an error of the store in the other process.
type remoteError struct{ fault fault }

func (e *remoteError) Error() string { return e.fault.Text }

func (e *remoteError) Unwrap() error {
	switch e.fault.Kind {
	case faultNotFound:
		return bot.ErrNotFound
	case faultConflict:
		return bot.ErrConflict
	default:
		return nil
	}
}
