package seal

import (
	"errors"
	"fmt"

	"unknot/bot"
)

// ErrDamaged says that a sealed value does not open though its master key is
// there: some of it was changed or cut off, or it was moved here from another
// person, position or kind, or its key is of another life of the document (it
// was erased after the value was copied).
var ErrDamaged = errors.New("a sealed value does not open: it is damaged or does not belong here; restore it from a backup")

// ErrUnsealed says that a store holds values and none of them was sealed.
var ErrUnsealed = errors.New("what the store holds is not sealed, but UNKNOT_KEY is set: start without UNKNOT_KEY, " +
	"or make a backup without it and restore that into an empty store with it")

// ErrNewer says that a value was sealed in a format that this program does not
// know yet.
var ErrNewer = errors.New("a value was sealed by a newer Unknot: start that version")

// errReserved is the outcome of a change to CheckDoc.
var errReserved = errors.New("this document ID is reserved for the check of the master key")

// errBusy ends what was tried again and again because of others' writes.
var errBusy = errors.New("others were always faster: try again")

// MissingKeyError says that something was sealed under a master key that the
// Ring does not hold.
type MissingKeyError struct {
	Need KeyID // the key that is missing
	Have KeyID // the current key of the Ring
}

func (e *MissingKeyError) Error() string {
	return fmt.Sprintf("the store is sealed with key %s, and UNKNOT_KEY holds key %s instead: "+
		"put key %s into UNKNOT_KEY, or behind the newer key if you are exchanging it", e.Need, e.Have, e.Need)
}

// keyTextError says what is wrong with the text of a key, never what it is.
type keyTextError struct{ why string }

func (e *keyTextError) Error() string { return "UNKNOT_KEY " + e.why }

// explain says what was being done when a value of the store did not open.
// Damage is bot.ErrNever as well: trying again would not heal it. A missing
// key is not: putting it back does.
func explain(doing string, err error) error {
	if errors.Is(err, ErrDamaged) {
		return fmt.Errorf("%s: %w (%w)", doing, err, bot.ErrNever)
	}
	return fmt.Errorf("%s: %w", doing, err)
}
