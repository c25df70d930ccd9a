# The program and what it needs to speak TLS, and nothing else: no shell, no
# package manager, no user but one without rights.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w" -o /out/unknot ./cmd/unknot
RUN mkdir -m 700 /out/data

FROM scratch
ARG VERSION=development
LABEL org.opencontainers.image.title="unknot" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/unknot /unknot
COPY --from=build --chown=65532:65532 /out/data /data
# Used without Redis. Mount a volume there, or all is lost with the container.
ENV UNKNOT_DATA=/data
USER 65532:65532
ENTRYPOINT ["/unknot"]
CMD ["serve"]
