package bottest

import (
	"slices"
	"sync"

	"unknot/bot"
)

// FlakyStore is a store over another one that fails when told to. It is safe
// for use by many goroutines.
type FlakyStore struct {
	decorated

	// Hook, if set, is called with the name of each operation before
	// anything else happens, so that a test can act in between. Set it
	// before the store is used.
	Hook func(op string)

	mu     sync.Mutex
	before fault
	after  fault
}

var _ bot.Store = (*FlakyStore)(nil)

// fault is an error that the next n of some operations return.
type fault struct {
	n   int
	err error
	ops []string // none means all
}

// NewFlakyStore returns a store that passes everything on to another one.
func NewFlakyStore(store bot.Store) *FlakyStore {
	f := &FlakyStore{}
	f.decorated = decorated{store: store, around: f.call}
	return f
}

// FailBefore makes the next n operations return err without reaching the
// store below: nothing took effect. With ops (such as OpCommit) only those
// operations fail and count. It replaces what FailBefore said earlier.
func (f *FlakyStore) FailBefore(n int, err error, ops ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.before = fault{n, err, ops}
}

// FailAfter makes the next n operations that succeed below return err all the
// same: they took effect and the answer was lost. With ops only those
// operations fail and count. It replaces what FailAfter said earlier.
func (f *FlakyStore) FailAfter(n int, err error, ops ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.after = fault{n, err, ops}
}

func (f *FlakyStore) call(op string, call func() error) error {
	if f.Hook != nil {
		f.Hook(op)
	}
	if err := f.spend(&f.before, op); err != nil {
		return err
	}
	if err := call(); err != nil {
		return err
	}
	return f.spend(&f.after, op)
}

func (f *FlakyStore) spend(of *fault, op string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if of.n <= 0 || len(of.ops) > 0 && !slices.Contains(of.ops, op) {
		return nil
	}
	of.n--
	return of.err
}
