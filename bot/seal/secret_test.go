package seal_test

import (
	"errors"
	"testing"

	"unknot/bot/seal"
)

func TestSecretOutlivesAnExchangeOfKeys(t *testing.T) {
	value := ring(t, 1).WrapSecret("names", []byte("secret"))
	both := ring(t, 2, 1)
	secret, err := both.UnwrapSecret("names", value)
	if err != nil || string(secret) != "secret" {
		t.Fatalf("UnwrapSecret = %q, %v", secret, err)
	}
	again, err := ring(t, 2).UnwrapSecret("names", both.WrapSecret("names", secret))
	if err != nil || string(again) != "secret" {
		t.Errorf("UnwrapSecret with the new key alone = %q, %v", again, err)
	}
	var missing *seal.MissingKeyError
	if _, err := ring(t, 2).UnwrapSecret("names", value); !errors.As(err, &missing) {
		t.Errorf("UnwrapSecret with another key: %v, want a MissingKeyError", err)
	}
	_, err = both.UnwrapSecret("other", value)
	wantError(t, err, seal.ErrDamaged)
	for bit := range len(value) * 8 {
		if _, err := both.UnwrapSecret("names", flipped(value, bit)); err == nil {
			t.Fatalf("with bit %d changed the secret opens", bit)
		}
		if _, err := both.UnwrapSecret("names", value[:bit/8]); err == nil {
			t.Fatalf("cut to %d bytes the secret opens", bit/8)
		}
	}
}
