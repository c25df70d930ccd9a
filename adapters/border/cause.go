package border

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"
)

// Cause puts a transport's error into words without its text, which holds the
// address of the call and so perhaps a token.
func Cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var number syscall.Errno
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &number):
		return number
	case errors.As(err, &name):
		return errors.New("the name of the server is not found")
	case errors.As(err, &certificate):
		return errors.New("the certificate of the server is not accepted")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return io.ErrUnexpectedEOF
	default:
		return fmt.Errorf("no usable answer (%T)", innermost(err))
	}
}

// innermost is the error that others only wrap.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
