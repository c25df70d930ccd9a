package redisstore

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
)

// rewraps is how often Rewrap begins anew because others were faster. Each time
// one of them was done, so there is nothing to wait for.
const rewraps = 16

// unlock finds the key that names are made with: the one handed in, or that of
// the header. For a database that is still empty it draws one.
func (s *Store) unlock(h *header, found bool, o Options) (err error) {
	switch {
	case h.store != owner || h.schema != schema: // check says what is wrong
		o.NameKey = make([]byte, minNameKey)
	case o.Wrapper == nil && h.wrapped != "":
		return &SettingError{settingKey, "is not used for the names of this database, which has a secret of its own for them: " +
			"open it with the master key that wraps that secret"}
	case o.Wrapper == nil:
	case found && h.wrapped == "":
		return &SettingError{settingKey, "is set, and this database keeps its names another way: restore a backup into an empty database"}
	case found:
		if o.NameKey, err = unwrap(o.Wrapper, *h); err != nil {
			return err
		}
	default:
		o.NameKey = make([]byte, sha256.Size)
		_, _ = rand.Read(o.NameKey) // it never fails
		if h.wrapped, err = wrap(o.Wrapper, o.NameKey); err != nil {
			return err
		}
	}
	if s.names, err = newNames(o.NameKey); err == nil && !found {
		h.names = s.names.fingerprint()
	}
	return err
}

// unwrap opens the secret in a header. It must be the one that the header's
// fingerprint is of.
func unwrap(w Wrapper, h header) ([]byte, error) {
	wrapped, err := base64.StdEncoding.DecodeString(h.wrapped)
	if err != nil {
		return nil, errDamaged()
	}
	secret, err := w.Unwrap(wrapped)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", &SettingError{settingKey, "does not open the names of this database"}, err)
	}
	names, err := newNames(secret)
	if err != nil || names.fingerprint() != h.names {
		return nil, errDamaged()
	}
	return secret, nil
}

// wrap wraps a secret for the header. What does not open again would make
// everything that is stored unreadable, so that is tried first.
func wrap(w Wrapper, secret []byte) (string, error) {
	wrapped := w.Wrap(secret)
	again, err := w.Unwrap(wrapped)
	if err != nil || !bytes.Equal(again, secret) {
		return "", errors.Join(&SettingError{settingKey, "does not open what it wraps: nothing was changed"}, err)
	}
	return base64.StdEncoding.EncodeToString(wrapped), nil
}

// Rewrap wraps the secret of the names by the current master key, once the
// documents are. Several processes may do it at once. A database whose key was
// handed in has none, so nothing is done.
//
// Like every write, one right before a failover to a replica may be missing
// after it: Rewrap again before an older master key is thrown away.
func (s *Store) Rewrap(ctx context.Context, w Wrapper) error {
	err := s.rewrap(ctx, w)
	if err != nil {
		return fmt.Errorf("wrap the names of the database anew: %w", err)
	}
	return nil
}

func (s *Store) rewrap(ctx context.Context, w Wrapper) error {
	for range rewraps {
		h, found, err := s.readHeader(ctx)
		if err != nil {
			return overdue(ctx, err)
		}
		if !found || h.store != owner || h.schema != schema || h.names != s.names.fingerprint() {
			return errDamaged()
		}
		if h.wrapped == "" {
			return nil
		}
		done, err := s.rewrapOnce(ctx, w, h)
		if done || err != nil {
			return err
		}
	}
	return errors.New("others were always faster: try again")
}

// rewrapOnce says false when somebody else was faster.
func (s *Store) rewrapOnce(ctx context.Context, w Wrapper, h header) (bool, error) {
	secret, err := unwrap(w, h)
	if err != nil {
		return false, err
	}
	wrapped, err := wrap(w, secret)
	if err != nil {
		return false, err
	}
	done, err := s.ask(ctx, &call{script: s.scripts.rewrap, keys: []string{headerKey}, args: []any{h.wrapped, wrapped}})
	return done == 1, err
}
