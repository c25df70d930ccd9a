package border_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"unknot/adapters/border"
)

// What a transport says holds the address, and that a token: only the reason is told.
func TestCauseTellsNoAddress(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{syscall.ECONNREFUSED, "connection refused"},
		{&net.DNSError{Err: "no such host", Name: "secret.example.org"}, "the name of the server is not found"},
		{&tls.CertificateVerificationError{Err: errors.New("secret")}, "the certificate of the server is not accepted"},
		{io.EOF, "unexpected EOF"},
		{errors.New("secret"), "no usable answer (*errors.errorString)"},
	} {
		got := border.Cause(t.Context(), &url.Error{Op: "Post", URL: "https://api/botsecret/x", Err: fmt.Errorf("secret: %w", c.err)})
		if got.Error() != c.want || strings.Contains(fmt.Sprintf("%v %+v %#v", got, got, errors.Unwrap(got)), "secret") {
			t.Errorf("%v is told as %v, want %s", c.err, got, c.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := border.Cause(ctx, io.EOF); !errors.Is(got, context.Canceled) {
		t.Errorf("after the end it is %v", got)
	}
}
