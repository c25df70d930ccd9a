package boltstore

import (
	"errors"
	"fmt"
)

// ErrInUse is what Open returns when another process has the file open. If
// that process serves, Dial reaches the store through its socket.
var ErrInUse = errors.New("another unknot is using this data folder: while one serves, backup, doctor and rotate-key work beside it; a chat has to be left first, or give this one a folder of its own")

// ErrNoListener is what Dial returns when nobody listens at the socket: either
// no Unknot runs on this data folder, or the one that does is not serving.
var ErrNoListener = errors.New("nobody answers at the socket of this data folder: only a running unknot serve can be asked; stop what else uses the folder, and try again")

// ErrListening is what Listen returns when somebody listens there already.
var ErrListening = errors.New("another unknot listens at the socket of this data folder: stop it first")

// errInput is wrapped by errors about values that no store could keep.
var errInput = errors.New("cannot be stored")

// ForeignFileError says that a file is not a data file that this program may
// write: it belongs to something else, or to a newer Unknot. The file was not
// touched.
type ForeignFileError struct {
	Path string
	Why  string // what is wrong and what to do
}

func (e *ForeignFileError) Error() string {
	return fmt.Sprintf("%s %s", e.Path, e.Why)
}

// DamagedFileError says that a data file is cut short or its pages do not fit
// together. The file was not repaired: keep a copy and restore a snapshot.
type DamagedFileError struct {
	Path string
	Why  string
}

func (e *DamagedFileError) Error() string {
	return fmt.Sprintf("the data file %s is damaged (%s): keep a copy and restore the newest snapshot", e.Path, e.Why)
}
