package backup

import (
	"errors"
	"fmt"

	"unknot/bot/seal"
)

// The faults of the two files. Nothing was written to the store.
var (
	ErrNotBackup = errors.New("this is no backup of Unknot: name the file that `unknot backup` wrote")
	ErrNotKeys   = errors.New("this is no keys file of Unknot: name the newest keys file that `unknot backup` wrote")
	ErrDamaged   = errors.New("it is damaged or cut short: copy it again from where you keep it, or use another one")
	ErrNewer     = errors.New("it was written by a newer Unknot: restore it with that version")

	ErrKeysMissing = errors.New("the backup is sealed, and its keys are in a file of their own: " +
		"name the newest keys file too")
	ErrNoMasterKey = errors.New("the backup is sealed: set UNKNOT_KEY to the master key of the store that it was made of")
	ErrKeysOlder   = errors.New("the keys file is older than the backup, so people who came later have no key in it: " +
		"name the newest keys file")
	ErrKeysWrong = errors.New("the keys file opens nobody in this backup, as it is of another store, " +
		"or everybody in the backup was erased since: name the newest keys file of the store that the backup was made of")
)

// LockedError says that some documents of a sealed backup are sealed with a
// master key that the Ring does not hold. Nothing was written to the store.
type LockedError struct {
	Locked int        // how many they are
	All    bool       // no other document could be restored
	Need   seal.KeyID // the key of the first of them
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("%d documents in this backup cannot be opened with the keys given, the first is sealed with key %s: "+
		"put that key behind the others in UNKNOT_KEY%s", e.Locked, e.Need, e.otherwise())
}

// otherwise is left unsaid where leaving them out would leave nobody.
func (e *LockedError) otherwise() string {
	if e.All {
		return ""
	}
	return ", or leave exactly these out with --skip-locked"
}

// The faults of the store. Nothing was written to it, but ErrChanged may come
// when a part is restored already.
var (
	ErrNotEmpty = errors.New("the store is not empty: restore into an empty one, " +
		"by another data folder or another Redis database")
	ErrOtherRestore = errors.New("the restore of another backup was cut off in this store: " +
		"go on with that backup, or take an empty store")
	ErrSealedStore = errors.New("the store is sealed already, but what is restored is not to be sealed: " +
		"set UNKNOT_KEY, or take an empty store")
	ErrChanged = errors.New("something else changed the store during the restore: " +
		"stop every unknot that uses it, and restore into an empty store")
)

// The faults of a store that is to be backed up.
var (
	ErrHalfRestored = errors.New("a restore into this store was cut off: " +
		"call `unknot restore` again with the same files, and make a backup after it")
	ErrNowhereForKeys = errors.New("the store is sealed, and a backup of it needs a file for the keys")
	errKeysExchanged  = errors.New("the master keys were exchanged meanwhile: make the backup again")
	errAbove          = errors.New("a backup works on the store below the sealing, and was handed the one above it")
)

// wrongFile says which of the two files is wrong and in what way.
func wrongFile(m magic, why error) error {
	if errors.Is(why, ErrNotBackup) || errors.Is(why, ErrNotKeys) {
		return why
	}
	return fmt.Errorf("the %s cannot be used: %w", m.name(), why)
}
